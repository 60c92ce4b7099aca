/**
 * `node --import tsx lane.ts FIRST COUNT STEP`: judges the mutants FIRST, FIRST + STEP, … and writes a JSON line for each on standard
 * output: its seed before it is judged, so that one that never ends is known, and what came of it.
 */
import { rmSync } from 'node:fs';
import { say } from '../../scripts/support/print.mjs';
import { readBases } from '../../test/support/mutants/bases.ts';
import { judge, prepareFolder } from '../../test/support/mutants/judge.ts';
import { mutantOf } from '../../test/support/mutants/mutant.ts';
import type { Told } from './tally.ts';

const [first = 0, count = 0, step = 1] = process.argv.slice(2).map(Number);
const bases = readBases();
const folder = prepareFolder(bases);
process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => process.exit(130));

const tell = (line: { readonly seed: number } | Told): void => say(JSON.stringify(line));
for (let index = 0; index < count; index++) {
  const seed = first + index * step;
  tell({ seed });
  const mutant = mutantOf(seed, bases);
  tell({ seed, base: mutant.base.name, kinds: mutant.kinds, ...(await judge(mutant, folder)) });
}
