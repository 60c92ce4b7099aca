/**
 * One part of `npm test` in a process of its own: `node part.mjs NAME FOLDER [WORKERS]`. Prints what it does, and leaves
 * what passed and failed in FOLDER.
 */
import { writeFileSync } from 'node:fs';
import { LINT_CHECKS, runChecks } from '../lint.mjs';
import { setUpSite } from '../setup.mjs';
import { ended, startNode, stopChildren } from '../support/children.mjs';
import { inRoot } from '../support/root.mjs';
import { onStopSignal } from '../support/signals.mjs';
import { runScript } from '../support/steps.mjs';
import { countFile } from './count.mjs';
import { runSuite } from './vitest.mjs';

const TYPES = {
  name: 'Types (tsc)',
  passes: async () =>
    (await ended(startNode([inRoot('node_modules', 'typescript', 'bin', 'tsc'), '--project', 'tsconfig.check.json'])))
      .code === 0,
};

const [part, folder, workers] = process.argv.slice(2);

async function run() {
  if (part === 'lint') return runChecks(LINT_CHECKS);
  if (part === 'types') return runChecks([TYPES]);
  if (part !== 'site') return runSuite(part, { env: process.env, reportDir: folder, workers });
  await setUpSite();
  return { passed: 0, failed: 0 };
}

onStopSignal(async () => {
  await stopChildren();
  process.exit(130);
});
await runScript(async () => writeFileSync(countFile(folder, part), JSON.stringify(await run())));
