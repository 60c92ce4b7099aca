/**
 * Scores of submissions as they are known at once: every benchmark's with its interval, and the overall value. The
 * overall interval and ranks take a bootstrap and follow from the scoring job.
 */
import { type BenchmarkScore, type BoardRow, FEW_SEEDS, scoreBoard } from '../benchmarks/scoring/index.ts';
import { STATE_OF_SCORE } from '../benchmarks/snapshot/verify.ts';
import { BENCHMARK_CARDS } from './cards.ts';
import type { Queryable } from './db/data-version.ts';
import { type ScoreRow, saveScores } from './db/exact-numbers.ts';
import { type BenchmarkFacets, meanCost, type OverallFacets, SCORING_VERSION } from './facets.ts';
import { groupBy } from './group-by.ts';
import { loadScoringGroups, type Scorable, type ScoringGroup } from './outcomes.ts';

/** The bootstrap isn't used here, but a board has one. */
const RESAMPLES_UNUSED = 2;

/** Scores submissions against the site's controls as they are now. Their outcomes are stored already. */
export async function saveQuickScores(client: Queryable, submissionIds: readonly string[]): Promise<void> {
  const submissions = await listScorable(client, submissionIds);
  const stored = await loadFacets(client, submissionIds);
  const rows: ScoreRow[] = [];
  for (const group of await loadScoringGroups(client, submissions)) {
    const { grounds, entries } = group;
    for (const row of scoreBoard({ grounds, entries, resamples: RESAMPLES_UNUSED }).rows) {
      rows.push(...scoreRows(row, group, stored.get(row.id) ?? new Map()));
    }
  }
  await saveScores(client, rows);
}

export async function listScorable(client: Queryable, submissionIds: readonly string[]): Promise<Scorable[]> {
  const found = await client.submission.findMany({
    where: { id: { in: [...submissionIds] } },
    select: {
      id: true,
      division: true,
      parts: { select: { strategyId: true, resolved: true }, orderBy: { position: 'asc' } },
    },
    orderBy: { id: 'asc' },
  });
  return found.map(({ id, division, parts }) => ({
    id,
    division,
    parts: parts.map((part) => ({
      id: part.strategyId,
      resolved: part.resolved as Scorable['parts'][number]['resolved'],
    })),
  }));
}

type FacetsByBenchmark = ReadonlyMap<string, BenchmarkFacets>;

async function loadFacets(
  client: Queryable,
  submissionIds: readonly string[],
): Promise<Map<string, FacetsByBenchmark>> {
  const rows = await client.score.findMany({
    where: { submissionId: { in: [...submissionIds] }, scope: { not: 'overall' } },
    select: { submissionId: true, scope: true, facets: true },
  });
  const grouped = groupBy(rows, (row) => row.submissionId);
  return new Map(
    [...grouped].map(([id, own]) => [
      id,
      new Map(own.map((row) => [row.scope.replace(/^benchmark\//, ''), row.facets as unknown as BenchmarkFacets])),
    ]),
  );
}

function scoreRows(row: BoardRow, group: ScoringGroup, stored: FacetsByBenchmark): ScoreRow[] {
  const benchmarks = BENCHMARK_CARDS.map((card) => {
    const score = row.scores[card.id] ?? { state: 'missing' as const };
    return benchmarkRow(row.id, card.id, score, stored.get(card.id), group.controlSubmissions.get(card.id) ?? null);
  });
  const scores = BENCHMARK_CARDS.map((card) => row.scores[card.id]);
  const facets: OverallFacets = {
    basis: group.basis,
    stage: 'quick',
    iqm: row.overall?.interquartileMean ?? null,
    fewSeeds: scores.some((score) => score?.state === 'scored' && score.n < FEW_SEEDS),
    lacking: row.lacking,
    cost: meanCost([...stored.values()].flatMap(({ run }) => (run ? [run.cost] : []))),
    ranking: null,
  };
  const overall: ScoreRow = {
    submissionId: row.id,
    scope: 'overall',
    status: row.overall === null ? 'incomplete' : 'scored',
    value: row.overall?.value ?? null,
    low: null,
    high: null,
    intervalKind: null,
    rankLow: null,
    rankHigh: null,
    facets,
    scoringVersion: SCORING_VERSION,
  };
  return [...benchmarks, overall];
}

function benchmarkRow(
  submissionId: string,
  benchmark: string,
  score: BenchmarkScore,
  stored: BenchmarkFacets | undefined,
  controls: BenchmarkFacets['controls'],
): ScoreRow {
  const interval = score.state === 'scored' ? score.interval : null;
  const facets: BenchmarkFacets = {
    outcome: stored?.outcome ?? null,
    run: stored?.run ?? null,
    controls,
    fewSeeds: score.state === 'scored' && score.fewSeeds,
    reason: reasonOf(score),
  };
  return {
    submissionId,
    scope: `benchmark/${benchmark}`,
    status: STATE_OF_SCORE[score.state],
    value: score.state === 'scored' ? score.value : null,
    low: interval?.[0] ?? null,
    high: interval?.[1] ?? null,
    intervalKind: interval === null ? null : 'jackknife',
    rankLow: null,
    rankHigh: null,
    facets,
    scoringVersion: SCORING_VERSION,
  };
}

function reasonOf(score: BenchmarkScore): string {
  switch (score.state) {
    case 'scored':
      return '';
    case 'diverged':
    case 'failed':
      return `${score.stopped} of ${score.seeds} seeds ${score.state}`;
    case 'not-separable':
      return 'the two controls can’t be told apart here: the 95% interval of their difference includes 0';
    case 'no-controls':
    case 'not-applicable':
      return score.reason;
    case 'missing':
      return 'it was not run';
  }
}
