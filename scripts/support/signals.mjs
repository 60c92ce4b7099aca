/** Signals and events that ask a script to end. */
import { readFileSync } from 'node:fs';

const SIGNALS = /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP']);

/**
 * Calls a function at the first request to end. More of them are ignored: npm repeats the terminal's own SIGINT.
 * @param {(signal: NodeJS.Signals) => unknown} stop
 */
export function onStopSignal(stop) {
  let stopping = false;
  for (const signal of SIGNALS) {
    process.on(signal, () => {
      if (stopping) return;
      stopping = true;
      stop(signal);
    });
  }
}

const PARENT_POLL_MS = 1_000;

/** The parent of a process, or null where the system has no /proc. */
function parentOf(pid) {
  try {
    return Number(/^PPid:\s*(\d+)$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? Number.NaN);
  } catch {
    return null;
  }
}

/**
 * Calls a function when npm, which started this script, is gone without having said so (SIGKILL). Between the two there
 * is a shell, which would stay. Does nothing where npm did not start it.
 */
export function onParentGone(stop) {
  if (!process.env.npm_lifecycle_event) return;
  const shell = process.ppid;
  const npm = parentOf(shell);
  const timer = setInterval(() => {
    if (process.ppid === shell && parentOf(shell) === npm) return;
    clearInterval(timer);
    stop();
  }, PARENT_POLL_MS);
  timer.unref();
}
