/** Checks a record's seeds, and that everything that belongs to a seed is there once for each. */
import type { RunRecord } from '../protocol/record.ts';
import { at, type FileCheck, type Step } from './findings.ts';

/** The registered seeds are 1, 2, 3, …: a record has the first n, in order, so that none can be left out. */
export function checkSeeds(seeds: readonly number[], { file, findings }: FileCheck): void {
  if (seeds.length === 0) findings.add(at(file, 'seeds'), 'received no seed; expected at least seed 1');
  const all: ReadonlySet<number> = new Set(seeds);
  const seen = new Set<number>();
  let last = 0;
  for (const [index, seed] of seeds.entries()) {
    if (findings.full) return;
    const place = at(file, 'seeds', index);
    if (seen.has(seed)) findings.add(place, `seed ${seed} is there twice; expected each once`);
    else if (seed < 1) findings.add(place, `received seed ${seed}; the registered seeds are 1, 2, 3, …`);
    else if (seed < last) findings.add(place, `seed ${seed} comes after seed ${last}; expected rising order`);
    else if (seed > last + 1) findings.add(place, `received seed ${seed}; ${missingSeeds(last + 1, seed - 1, all)}`);
    seen.add(seed);
    last = Math.max(last, seed);
  }
}

/** Gaps are looked into this far, and this many of the seeds in them are named. */
const MAX_GAP = 1000;
const MAX_NAMED = 20;

/** Says which seeds from `from` to `to` are nowhere; `all` are the record's seeds. */
function missingSeeds(from: number, to: number, all: ReadonlySet<number>): string {
  if (to - from > MAX_GAP) return `expected ${from}: the registered seeds are 1, 2, 3, … without a gap`;
  const missing: number[] = [];
  for (let seed = from; seed <= to && missing.length <= MAX_NAMED; seed++) if (!all.has(seed)) missing.push(seed);
  if (missing.length === 0) return `expected ${from}, in rising order`;
  const [name, verb] = missing.length === 1 ? ['seed', 'is'] : ['seeds', 'are'];
  return `${name} ${missing.slice(0, MAX_NAMED).join(', ')}${missing.length > MAX_NAMED ? ', …' : ''} ${verb} missing (the registered seeds are 1, 2, 3, …)`;
}

/** Whether an array has one element for each seed. */
export function isPerSeed(
  steps: readonly Step[],
  items: readonly unknown[],
  seeds: readonly number[],
  { file, findings }: FileCheck,
): boolean {
  if (items.length === seeds.length) return true;
  findings.add(at(file, ...steps), `received ${items.length} elements; expected ${seeds.length}, one for each seed`);
  return false;
}

/** The number of generations that each seed has to show, or null where that can't be told. `[seedIndex]` */
export type RowLengths = readonly number[] | null;

/** G+1 for a seed that completed, and for one that stopped as many as the generation that it stopped in. */
export function expectedLengths(
  { benchmark, statuses }: Partial<RunRecord>,
  { file, findings }: FileCheck,
): RowLengths {
  if (benchmark === undefined || statuses === undefined) return null;
  return statuses.map((status, index) => {
    if (status.state === 'completed') return benchmark.generations + 1;
    if (status.generation > benchmark.generations) {
      findings.add(
        at(file, 'statuses', index, 'generation'),
        `received ${status.generation}; expected at most ${benchmark.generations}, the last generation`,
      );
    }
    return Math.min(status.generation, benchmark.generations);
  });
}

/** Checks the number of generations in one seed's row. */
export function isFullRow(
  steps: readonly Step[],
  row: readonly unknown[],
  seedIndex: number,
  lengths: RowLengths,
  { file, findings }: FileCheck,
): boolean {
  const expected = lengths?.[seedIndex];
  if (expected === undefined || row.length === expected) return true;
  findings.add(
    at(file, ...steps),
    `received ${row.length} generations; expected ${expected}, as the seed's status and the horizon say`,
  );
  return false;
}
