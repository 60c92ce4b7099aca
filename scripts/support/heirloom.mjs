/** The command line of this checkout, as a child process. */
import { ended, startNode } from './children.mjs';
import { inRoot } from './root.mjs';
import { SetupError } from './steps.mjs';

/** Its exit code where the command line is wrong, or the folder to go on in holds another plan. */
export const USAGE = 2;

/**
 * Runs it.
 * @param {readonly string[]} args
 * @param {{ stdout?: 'inherit' | 'pipe' | 'ignore', allowed?: readonly number[], env?: NodeJS.ProcessEnv }} [options]
 * @throws SetupError for an exit code that is not allowed
 */
export async function heirloom(args, { stdout = 'inherit', allowed = [0], env = process.env } = {}) {
  const result = await ended(startNode([inRoot('benchmarks', 'cli', 'bin.mjs'), ...args], { env, stdout }));
  if (!allowed.includes(result.code)) {
    throw new SetupError(`heirloom ${args[0]} ended with exit code ${result.code}; see above.`, result.code);
  }
  return result;
}
