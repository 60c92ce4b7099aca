/** The command line of this checkout, as a child process. */
import { rmSync } from 'node:fs';
import { ended, startNode } from './children.mjs';
import { inRoot } from './root.mjs';
import { SetupError, say } from './steps.mjs';

/** Of the command line: what the folder holds is another plan's. */
const USAGE = 2;

/** @param {readonly string[]} args @param {readonly number[]} [allowed] exit codes @returns {Promise<number>} the exit code */
export async function heirloom(args, allowed = [0]) {
  const { code } = await ended(startNode([inRoot('benchmarks', 'cli', 'bin.mjs'), ...args], { stdout: 'inherit' }));
  if (!allowed.includes(code))
    throw new SetupError(`heirloom ${args[0]} ended with exit code ${code}; see above.`, code);
  return code;
}

/** `heirloom run`, going on where it was interrupted; anew where the folder holds another plan. @param {readonly string[]} args @param {string} out */
export async function runOrResume(args, out) {
  const run = (allowed) => heirloom(['run', ...args, '--out', out, '--resume'], allowed);
  if ((await run([0, USAGE])) !== USAGE) return;
  say('  what was interrupted was another plan; beginning anew');
  rmSync(out, { recursive: true });
  await run([0]);
}
