/** The scores of a board's entries over the benchmarks that they apply to (benchmarks/board/applicable.ts), from what is stored. */
import { type ApplicableScore, applicableScore, type PartScore } from '#benchmarks/board/applicable.ts';
import { overallRuleOf, rankRulesOf } from '#benchmarks/suite/manifests.ts';
import type { StoredCard } from '../catalog/suite-benchmarks.ts';
import type { Queryable } from '../db/data-version.ts';
import type { BoardKey, Entry } from './entries.ts';

/** By id, of those entries that have one; nothing where the suite's rules don't ask. */
export async function loadApplicable(
  client: Queryable,
  { suite }: Pick<BoardKey, 'suite'>,
  cards: readonly Pick<StoredCard, 'id' | 'version'>[],
  entries: readonly Pick<Entry, 'id' | 'overall'>[],
): Promise<ReadonlyMap<string, ApplicableScore>> {
  const ids = entries.filter(({ overall }) => overall.value === null).map(({ id }) => id);
  if (rankRulesOf(suite).places === undefined || ids.length === 0) return new Map();
  const where = { submissionId: { in: ids }, benchmarkId: { in: cards.map(({ id }) => id) } };
  const scores = await client.benchmarkScore.findMany({
    where,
    select: { submissionId: true, benchmarkId: true, status: true, value: true, low: true, high: true },
  });
  const runs = await client.run.findMany({
    where,
    select: { submissionId: true, benchmarkId: true, benchmarkVersion: true, seedCount: true },
  });
  const scoreOf = new Map(scores.map((score) => [`${score.submissionId} ${score.benchmarkId}`, score]));
  const runOf = new Map(runs.map((run) => [`${run.submissionId} ${run.benchmarkId}`, run]));
  return new Map(
    ids.flatMap((id) => {
      const parts = cards.map((card) => partOf(card, scoreOf.get(`${id} ${card.id}`), runOf.get(`${id} ${card.id}`)));
      const score = applicableScore(parts, overallRuleOf(suite));
      return score === null ? [] : [[id, score] as const];
    }),
  );
}

interface StoredScore {
  readonly status: string;
  readonly value: number | null;
  readonly low: number | null;
  readonly high: number | null;
}

function partOf(
  { id, version }: Pick<StoredCard, 'id' | 'version'>,
  score: StoredScore | undefined,
  run: { readonly benchmarkVersion: number; readonly seedCount: number } | undefined,
): PartScore {
  const lacking = { id, state: 'lacking', value: null, interval: null, seeds: 0 } as const;
  // A run of another version is none of this board's, and neither is its score.
  if (score === undefined || (run && run.benchmarkVersion !== version)) return lacking;
  if (score.status === 'inapplicable') return { ...lacking, state: 'inapplicable' };
  if (score.status !== 'scored' || score.value === null || run === undefined) return lacking;
  const interval = score.low === null || score.high === null ? null : ([score.low, score.high] as const);
  return { id, state: 'scored', value: score.value, interval, seeds: run.seedCount };
}
