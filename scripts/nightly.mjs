/**
 * `npm run nightly [-- --seed N --count N]`: a hundred thousand mutants of valid bundles through the checker, `heirloom
 * report` and what the site computes, on all cores. They have to agree, and nothing may crash, hang or answer with a
 * number that is not finite. The day gives the seed; tells how far the mutants came and writes artifacts/nightly.json.
 * The exit code is 1 where there is a fault, and each is told with the command that repeats it.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { judgeAll } from './nightly/lanes.mjs';
import { nightlyOptions } from './nightly/options.mjs';
import { openTally } from './nightly/tally.mjs';
import { setUpBasics } from './setup.mjs';
import { stopChildren } from './support/children.mjs';
import { inRoot } from './support/root.mjs';
import { onParentGone, onStopSignal } from './support/signals.mjs';
import { runScript, say, step } from './support/steps.mjs';

const TELL_EVERY = 5_000;
const tally = openTally();

async function main() {
  const { seed, count } = nightlyOptions(process.argv.slice(2), new Date());
  await setUpBasics();
  await step(`Mutants ${seed} to ${seed + count - 1}`, () =>
    judgeAll({ seed, count }, tally, () => {
      if (tally.judged % TELL_EVERY === 0) say(`  ${tally.judged} judged, ${tally.faults.length} faults`);
    }),
  );
  say(`\n${tally.text()}`);
  mkdirSync(inRoot('artifacts'), { recursive: true });
  writeFileSync(
    inRoot('artifacts', 'nightly.json'),
    `${JSON.stringify({ seed, count, ...tally.toJson() }, null, 2)}\n`,
  );
  if (tally.faults.length > 0) process.exitCode = 1;
}

async function stop() {
  // Before the lanes end, which is then no fault of their mutants.
  say(`\nInterrupted.\n${tally.text()}`);
  await stopChildren();
  process.exit(130);
}

onStopSignal(stop);
onParentGone(stop);
await runScript(main);
