/**
 * `npm run reference`: makes the control records that the repository carries. Runs `replace` and `oracle` at the standard
 * tier on all benchmarks (several minutes; goes on where it was interrupted), and packs each as reference/<tier>-<id>.tar.gz.
 * To be repeated when a benchmark's or a control's version changes. The same code gives the same digests; the archives
 * also hold times and the machine, which differ.
 */
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { setUpBasics } from './setup.mjs';
import { completeDraft } from './start/bundles.mjs';
import { ended, startNode, stopChildren } from './support/children.mjs';
import { inRoot } from './support/root.mjs';
import { onStopSignal } from './support/signals.mjs';
import { runScript, SetupError, step } from './support/steps.mjs';

const TIER = 'standard';
const CONTROLS = ['replace', 'oracle'];
const HEIRLOOM = inRoot('benchmarks', 'cli', 'bin.mjs');
const PACK = inRoot('scripts', 'reference', 'pack.mjs');
const WORK = inRoot('artifacts', 'reference');
const TARGET = inRoot('reference');

async function node(args, stdout = /** @type {'inherit' | 'pipe'} */ ('inherit')) {
  const result = await ended(startNode(args, { stdout }));
  if (result.code !== 0)
    throw new SetupError(
      `${path.basename(args[0])} ${args[1]} ended with exit code ${result.code}; see above.`,
      result.code,
    );
  return result.stdout;
}

async function main() {
  await setUpBasics();
  const catalogs = JSON.parse(await node([HEIRLOOM, 'list', '--json'], 'pipe'));
  const benchmarks = catalogs.benchmarks.map(({ id }) => id);
  await step(`Run ${CONTROLS.join(', ')} on ${benchmarks.join(', ')}, tier ${TIER}`, () =>
    node([HEIRLOOM, 'run', ...benchmarks, '--strategy', ...CONTROLS, '--tier', TIER, '--out', WORK, '--resume']),
  );
  mkdirSync(TARGET, { recursive: true });
  for (const id of CONTROLS) {
    const bundle = path.join(WORK, id);
    const { name, summary } = catalogs.strategies.find((strategy) => strategy.id === id);
    completeDraft(bundle, { title: name, description: `${summary}.` });
    await step(`Check ${id}`, () => node([HEIRLOOM, 'check', bundle]));
    const archive = path.join(TARGET, `${TIER}-${id}.tar.gz`);
    await step(`Pack ${path.relative(inRoot(), archive)}`, async () => {
      rmSync(archive, { force: true });
      await node([PACK, bundle, archive]);
      return `${Math.round(readFileSync(archive).length / 1024)} KiB`;
    });
  }
  // Kept only to go on after an interruption: the next time everything is to be run by the code as it is then.
  rmSync(WORK, { recursive: true });
}

onStopSignal(async () => {
  await stopChildren();
  process.exit(130);
});
await runScript(main);
