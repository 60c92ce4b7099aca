/** Derives an entry's score over the benchmarks that it applies to anew. */
import { applicableScore, partsOf } from '../board/applicable.ts';
import { sameJson } from '../protocol/digest.ts';
import type { Problem } from '../protocol/errors.ts';
import type { ScoredRow } from '../scoring/index.ts';
import { compareNumber } from './compare-number.ts';
import type { Snapshot, SnapshotEntry } from './schema.ts';

/** As snapshots and the site's answers have it. */
export function applicableView(score: ReturnType<typeof applicableScore>) {
  if (score === null) return null;
  const { value, interval, benchmarks, of } = score;
  return { value, low: interval?.[0] ?? null, high: interval?.[1] ?? null, benchmarks, of };
}

/** Adds a problem where the score is not the recomputed one, or is there without being asked for. `row`: the entry's, recomputed. */
export function verifyApplicable(
  { applicable }: SnapshotEntry,
  row: ScoredRow,
  { ranking, overall, benchmarks }: Snapshot,
  path: string,
  problems: Problem[],
): void {
  const own = ranking?.places === undefined ? null : applicableView(applicableScore(partsOf(row, benchmarks), overall));
  const claimed = applicable ?? null;
  if (claimed === null || own === null) {
    if (!sameJson(claimed, own))
      problems.push({
        path: `${path}/applicable`,
        message: `is ${claimed === null ? 'none' : 'one'}; recomputed: ${own === null ? 'none' : own.value}`,
      });
    return;
  }
  for (const key of ['value', 'low', 'high', 'benchmarks', 'of'] as const)
    compareNumber(claimed[key], own[key], `${path}/applicable/${key}`, problems);
}
