/** Work that Ctrl-C or a scheduler's SIGTERM ends in good order. */
import { openProgressLine, type ProgressLine } from './progress.ts';

/**
 * Does some work with a signal, which either of the two aborts with its name, and with a progress line, which is taken away however the
 * work ends.
 */
export async function interruptible<Value>(
  work: (signal: AbortSignal, line: ProgressLine) => Promise<Value>,
): Promise<Value> {
  const interrupt = new AbortController();
  const onSignal = (signal: NodeJS.Signals) => interrupt.abort(signal);
  const line = openProgressLine(process.stderr);
  process.once('SIGINT', onSignal).once('SIGTERM', onSignal);
  try {
    return await work(interrupt.signal, line);
  } finally {
    line.stop();
    process.off('SIGINT', onSignal).off('SIGTERM', onSignal);
  }
}
