/** What the package scripts print: a line when a step begins, one when it ends, with its time. */
import { beginLine, complain, say } from './print.mjs';

export { complain, say };

/** An error that the reader can act on: printed without a stack. */
export class SetupError extends Error {
  /** @param {string} message @param {number} [exitCode] */
  constructor(message, exitCode = 1) {
    super(message);
    this.name = 'SetupError';
    this.exitCode = exitCode;
  }
}

/** `0.4 s`, `42 s`, `3 min 20 s`. @param {number} ms */
export function formatDuration(ms) {
  const seconds = ms / 1000;
  if (seconds < 9.95) return `${seconds.toFixed(1)} s`;
  const whole = Math.round(seconds);
  return whole < 60 ? `${whole} s` : `${Math.floor(whole / 60)} min ${whole % 60} s`;
}

/**
 * Runs one step. Its return value, if it is a text, says what came of it.
 * @template T @param {string} name @param {() => T | Promise<T>} work @returns {Promise<T>}
 */
export async function step(name, work) {
  const startedAt = performance.now();
  say(`▸ ${name}`);
  const result = await work();
  const outcome = typeof result === 'string' && result !== '' ? result : 'done';
  say(`  ${outcome} (${formatDuration(performance.now() - startedAt)})`);
  return result;
}

/**
 * Runs a step that prints nothing itself, on one line; as `step`, its return value says what came of it.
 * @template T @param {string} name @param {() => T | Promise<T>} work @returns {Promise<T>}
 */
export async function quietStep(name, work) {
  const startedAt = performance.now();
  beginLine(`▸ ${name} … `);
  try {
    const result = await work();
    const outcome = typeof result === 'string' && result !== '' ? result : 'done';
    say(`${outcome} (${formatDuration(performance.now() - startedAt)})`);
    return result;
  } catch (error) {
    say('');
    throw error;
  }
}

/** What to print of an error: a stack only where it is a bug. What the system refused (a full disk) is none. */
export function reasonOf(error) {
  return error instanceof SetupError || error?.syscall ? error.message : (error?.stack ?? String(error));
}

/** Runs a script's main function and turns what it throws into a message and an exit code. @param {() => Promise<unknown>} work */
export async function runScript(work) {
  try {
    await work();
  } catch (error) {
    complain(reasonOf(error));
    process.exitCode = error instanceof SetupError ? error.exitCode : 1;
  }
}
