/**
 * `npm run nightly [-- --seed N --count N]`: what `npm test` has no time for. The statistical tests with all their seeds, a
 * part of the reference results made again, every strategy replayed (docs/tests.md); then a hundred thousand mutants of
 * valid bundles through the checker, `heirloom report` and what the site computes, on all cores. They have to agree, and
 * nothing may crash, hang or answer with a number that is not finite. The day gives the part and the mutants' seed; tells
 * how far the mutants came and writes artifacts/nightly.json. The exit code is 1 where something failed, and each fault is
 * told with the command that repeats it. With --seed or --count, mutants alone.
 */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setUpSite } from '../../scripts/setup.mjs';
import { inRoot } from '../../scripts/support/root.mjs';
import { say, step } from '../../scripts/support/steps.mjs';
import { type Count, sum } from '../../scripts/test/count.mjs';
import { runSuite } from '../../scripts/test/vitest.mjs';
import { stopWithChildren } from '../support/stop-with-children.ts';
import { judgeAll } from './lanes.ts';
import { nightlyOptions } from './options.ts';
import { openTally } from './tally.ts';

const TELL_EVERY = 5_000;
const tally = openTally();

/** @throws SetupError for arguments that are none of those above */
export async function main(args: readonly string[]): Promise<void> {
  const { seed, count } = nightlyOptions(args, new Date());
  // Told before the lanes end, which is then no fault of their mutants.
  stopWithChildren({ before: () => say(`\nInterrupted.\n${tally.text()}`) });
  const tests = args.length === 0 ? await runTests() : { passed: 0, failed: 0 };
  await step(`Mutants ${seed} to ${seed + count - 1}`, () =>
    judgeAll({ seed, count }, tally, () => {
      if (tally.judged % TELL_EVERY === 0) say(`  ${tally.judged} judged, ${tally.faults.length} faults`);
    }),
  );
  say(`\n${tally.text()}`);
  mkdirSync(inRoot('artifacts'), { recursive: true });
  const report = { seed, count, ...tally.toJson() };
  writeFileSync(inRoot('artifacts', 'nightly.json'), `${JSON.stringify(report, null, 2)}\n`);
  if (args.length === 0) say(`Tests: ${tests.passed} passed, ${tests.failed} failed.`);
  if (tally.faults.length > 0 || tests.failed > 0) process.exitCode = 1;
}

/** The suites that have more to do at night. */
async function runTests(): Promise<Count> {
  const directory = mkdtempSync(path.join(tmpdir(), 'heirloom-nightly-'));
  // Some start sites.
  process.env.HEIRLOOM_DIST ||= '.next-test';
  await setUpSite();
  const env = { ...process.env, HEIRLOOM_NIGHTLY: '1', HEIRLOOM_TEST_RUNS: path.join(directory, 'runs') };
  const counts: Count[] = [];
  try {
    for (const suite of ['nightly', 'contract']) counts.push(await runSuite(suite, { env, reportDir: directory }));
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
  return sum(counts);
}
