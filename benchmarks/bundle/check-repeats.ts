/** Checks that seeds are runs of their own: draws that differ don't give the same trajectory. */
import type { BenchmarkCard } from '../protocol/card.ts';
import type { RunRecord } from '../protocol/record.ts';
import { at, type FileCheck } from './findings.ts';

/** Two seeds may share a coarse value by chance, or one that nothing leaves any more, but not so many different ones. */
const MANY_VALUES = 4;

type Row = readonly (number | null)[];

/**
 * Refuses a trajectory of the primary metric that has the values of earlier seeds: all of one seed's, or, after generation 0,
 * many of any. Where the metric is coarse that can be chance: in a run of the tier's own size no more than a few values can, in
 * smaller ones anything may, and then it is a warning; of single generations nothing can be said. Where words are
 * counted, strategies that keep a few of them take seeds through the same words by different counts: the primary metric then is the
 * same and others are not, and that is a warning, too. Rows without a seed are another finding.
 */
export function checkRepeats(
  { trajectories, seeds, official, benchmark }: Pick<RunRecord, 'trajectories' | 'seeds' | 'official' | 'benchmark'>,
  { id, primary, metrics, samples }: BenchmarkCard,
  { file, findings }: FileCheck,
): void {
  const isCoarse = metrics.find((metric) => metric.id === primary)?.coarse === true;
  const isCounted = samples(benchmark.params).kind === 'ranks';
  const whole = new Map<string, number>();
  const later = new Map<string, number>();
  const single: Map<number | null, number>[] = [];
  for (const [index, row] of (trajectories[primary] ?? []).slice(0, seeds.length).entries()) {
    const place = at(file, 'trajectories', primary, index);
    const expected = `expected a trajectory of its own: every seed of ${id} draws data of its own`;
    const like = (earlier: number, where: string): string =>
      `seed ${seeds[index]} has the same values as seed ${seeds[earlier]}${where}`;
    const same = firstWith(whole, row, index);
    const sameLater = firstWith(later, row.slice(1), index);
    const shared = isCoarse ? null : sharedValues(single, row, index);
    if (same !== null) {
      if (!isCoarse || (official && new Set(row).size >= MANY_VALUES))
        findings.add(place, `${like(same, '')}; ${expected}`);
      else
        findings.warn(
          place,
          `${like(same, '')}, in all generations: few counts can give that by chance, and nothing else can`,
        );
    } else if (sameLater !== null && new Set(row.slice(1)).size >= MANY_VALUES && (!isCoarse || official)) {
      const found = like(sameLater, ' in every generation after 0');
      if (isCounted && !isSameInAll(trajectories, index, sameLater))
        findings.warn(place, `${found}, and not those of all metrics: where few words are left that can be chance`);
      else findings.add(place, `${found}; ${expected}`);
    } else if (shared !== null && shared.values >= MANY_VALUES) {
      const { generations, first, earlier } = shared;
      findings.add(
        place,
        `seed ${seeds[index]} has the value of an earlier seed in ${generations} generations, in generation ${first} that of seed ${seeds[earlier]}; ${expected}`,
      );
    }
  }
}

/** Whether two seeds have the same values of every metric after generation 0. */
function isSameInAll(trajectories: RunRecord['trajectories'], one: number, other: number): boolean {
  const later = (rows: readonly Row[], index: number): string => (rows[index] ?? []).slice(1).join(' ');
  return Object.values(trajectories).every((rows) => later(rows, one) === later(rows, other));
}

/** The first seed with the same values, or null; an empty row has none. */
function firstWith(known: Map<string, number>, row: Row, index: number): number | null {
  if (row.length === 0) return null;
  const key = row.join(' ');
  const earlier = known.get(key);
  if (earlier === undefined) known.set(key, index);
  return earlier ?? null;
}

interface Shared {
  readonly generations: number;
  /** Different values among them. */
  readonly values: number;
  readonly first: number;
  /** The seed whose value is in the first of them. */
  readonly earlier: number;
}

/** The generations after 0 in which earlier seeds, any of them, have the very same value; null where there is none. */
function sharedValues(known: Map<number | null, number>[], row: Row, index: number): Shared | null {
  const hits: { readonly generation: number; readonly value: number | null; readonly earlier: number }[] = [];
  for (const [generation, value] of row.entries()) {
    if (generation === 0) continue;
    known[generation] ??= new Map();
    const earlier = known[generation].get(value);
    if (earlier === undefined) known[generation].set(value, index);
    else hits.push({ generation, value, earlier });
  }
  const [first] = hits;
  if (first === undefined) return null;
  const values = new Set(hits.map((hit) => hit.value)).size;
  return { generations: hits.length, values, first: first.generation, earlier: first.earlier };
}
