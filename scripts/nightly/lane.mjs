/**
 * `node lane.mjs FIRST COUNT STEP`: judges the mutants FIRST, FIRST + STEP, … and writes a JSON line for each on standard
 * output: its seed before it is judged, so that one that never ends is known, and what came of it.
 */
import { rmSync } from 'node:fs';
import { register } from 'tsx/esm/api';
import { say } from '../support/print.mjs';

register();
const { readBases } = await import('../../test/support/mutants/bases.ts');
const { mutantOf } = await import('../../test/support/mutants/mutant.ts');
const { judge, prepareFolder } = await import('../../test/support/mutants/judge.ts');

const [first, count, step] = process.argv.slice(2).map(Number);
const bases = readBases();
const folder = prepareFolder(bases);
process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
for (const signal of /** @type {const} */ (['SIGTERM', 'SIGINT'])) process.once(signal, () => process.exit(130));

const tell = (line) => say(JSON.stringify(line));
for (let index = 0; index < count; index++) {
  const seed = first + index * step;
  tell({ seed });
  const mutant = mutantOf(seed, bases);
  tell({ seed, base: mutant.base.name, kinds: mutant.kinds, ...(await judge(mutant, folder)) });
}
