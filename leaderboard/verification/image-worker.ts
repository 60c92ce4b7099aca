/** `node worker.js` in the image (docs/image.md): a worker without the command line, which the image hasn't. */
import { EXIT_CODES, HeirloomError } from '#benchmarks/protocol/errors.ts';
import { say } from '#benchmarks/protocol/print.ts';
import { workOnServer } from './worker-process.ts';

const MAX_SLOTS = 256;

/** `HEIRLOOM_WORKER_SLOTS`: submissions at once, one unless it says more. SIGTERM ends it after the seed under way. */
export async function main(): Promise<void> {
  const ending = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => ending.abort());
  try {
    await workOnServer({ slots: slotsOf(process.env), untilEmpty: false, signal: ending.signal });
  } catch (error) {
    if (!(error instanceof HeirloomError)) throw error;
    say(error.message);
    process.exitCode = EXIT_CODES[error.code];
  }
}

/** @throws bad-parameter */
function slotsOf({ HEIRLOOM_WORKER_SLOTS: text = '' }: Readonly<Record<string, string | undefined>>): number {
  const slots = Number(text.trim() || 1);
  if (Number.isInteger(slots) && slots >= 1 && slots <= MAX_SLOTS) return slots;
  throw new HeirloomError(
    'bad-parameter',
    `HEIRLOOM_WORKER_SLOTS is "${text.slice(0, 100)}"; expected a whole number from 1 to ${MAX_SLOTS}.`,
  );
}
