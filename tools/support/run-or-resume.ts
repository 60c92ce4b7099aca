/** Long runs of the command line that go on where they were interrupted. */
import { rmSync } from 'node:fs';
import { heirloom, USAGE } from '../../scripts/support/heirloom.mjs';
import { say } from '../../scripts/support/steps.mjs';

/** `heirloom run`; anew where the folder holds another plan. @param out the folder to go on in */
export async function runOrResume(args: readonly string[], out: string): Promise<void> {
  const run = (allowed: readonly number[]) => heirloom(['run', ...args, '--out', out, '--resume'], { allowed });
  if ((await run([0, USAGE])).code !== USAGE) return;
  say('  what was interrupted was another plan; beginning anew');
  rmSync(out, { recursive: true });
  await run([0]);
}
