/** Checks that seeds are runs of their own: draws that differ don't give the same trajectory. */
import { METRICS } from '../metrics/catalog.ts';
import type { BenchmarkCard } from '../protocol/card.ts';
import type { RunRecord } from '../protocol/record.ts';
import { at, type FileCheck } from './findings.ts';

/** Two seeds may share a coarse value by chance, but not so many one after the other. */
const MANY_VALUES = 4;

/**
 * Refuses a trajectory of the primary metric that an earlier seed has, too. Where the metric is coarse that can be chance: in a
 * run of the tier's own size no more than a few values can, in smaller ones anything may, and then it is a warning.
 */
export function checkRepeats(
  { trajectories, seeds, official }: Pick<RunRecord, 'trajectories' | 'seeds' | 'official'>,
  { id, primary }: BenchmarkCard,
  { file, findings }: FileCheck,
): void {
  const isCoarse = METRICS.find((metric) => metric.id === primary)?.coarse === true;
  const known = new Map<string, number>();
  for (const [index, row] of (trajectories[primary] ?? []).entries()) {
    if (row.length === 0) continue;
    const key = row.join(' ');
    const earlier = known.get(key);
    if (earlier === undefined) {
      known.set(key, index);
      continue;
    }
    const place = at(file, 'trajectories', primary, index);
    const same = `seed ${seeds[index]} has the same values as seed ${seeds[earlier]}`;
    if (isCoarse && !(official && new Set(row).size >= MANY_VALUES)) {
      findings.warn(place, `${same}, in all generations: few counts can give that by chance, and nothing else can`);
    } else {
      findings.add(place, `${same}; expected a trajectory of its own: every seed of ${id} draws data of its own`);
    }
  }
}
