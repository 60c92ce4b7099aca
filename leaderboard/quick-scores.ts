/**
 * Scores of submissions as they are known at once: every benchmark's with its interval, and the overall value on every
 * board. Overall intervals and ranks take a bootstrap and follow from the scoring jobs.
 */
import type { BenchmarkCard } from '../benchmarks/protocol/card.ts';
import { type BenchmarkScore, type BoardRow, FEW_SEEDS, scoreBoard } from '../benchmarks/scoring/index.ts';
import { STATE_OF_SCORE } from '../benchmarks/snapshot/verify.ts';
import { BENCHMARK_CARDS } from './cards.ts';
import { commonSource } from './choose-controls.ts';
import { type PairableRun, runsOn } from './controls.ts';
import type { Queryable } from './db/data-version.ts';
import { type ScoreRow, saveScores } from './db/exact-numbers.ts';
import { type BenchmarkFacets, meanCost, type OverallFacets, SCORING_VERSION, widestDivision } from './facets.ts';
import { groupBy } from './group-by.ts';
import { loadScoringData, type Scorable, type ScoringData, type ScoringGroup, scoringGroups } from './outcomes.ts';
import { boardScope, listOwnBoards } from './suites.ts';

/** The bootstrap isn't used here, but a board has one. */
const RESAMPLES_UNUSED = 2;

/** Scores submissions against the controls that there are now. Their outcomes are stored already. */
export async function saveQuickScores(client: Queryable, submissionIds: readonly string[]): Promise<void> {
  const data = await loadScoringData(client, await listScorable(client, submissionIds));
  const stored = await loadFacets(client, submissionIds);
  const benchmarks = scoreAll(data, BENCHMARK_CARDS).flatMap(({ row, group }) =>
    benchmarkRows(row, group, data.runsOf.get(row.id) ?? [], stored.get(row.id) ?? new Map()),
  );
  const boards = listOwnBoards().flatMap(({ name, cards }) =>
    scoreAll(data, cards).map(({ row, group }) => {
      const runs = runsOn(cards, data.runsOf.get(row.id));
      return overallRow(row, boardScope(name), group, runs, stored.get(row.id) ?? new Map());
    }),
  );
  await saveScores(client, [...benchmarks, ...boards]);
}

/** One row a submission that has run any of the benchmarks. */
function scoreAll(
  data: ScoringData,
  cards: readonly BenchmarkCard[],
): { readonly row: BoardRow; readonly group: ScoringGroup }[] {
  return scoringGroups(data, cards).flatMap((group) => {
    const { grounds, entries } = group;
    return scoreBoard({ grounds, entries, resamples: RESAMPLES_UNUSED }).rows.map((row) => ({ row, group }));
  });
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
    where: { submissionId: { in: [...submissionIds] }, scope: { startsWith: 'benchmark/' } },
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

function benchmarkRows(
  row: BoardRow,
  group: ScoringGroup,
  runs: readonly PairableRun[],
  stored: FacetsByBenchmark,
): ScoreRow[] {
  return BENCHMARK_CARDS.flatMap(({ id, version }) => {
    // What this checkout has another version of keeps the score that it has.
    if (runs.some((run) => run.benchmarkId === id && run.benchmarkVersion !== version)) return [];
    const score = row.scores[id] ?? { state: 'missing' as const };
    return [benchmarkRow(row.id, id, score, stored.get(id), group)];
  });
}

function overallRow(
  { id, overall, scores, lacking }: BoardRow,
  scope: string,
  { basis, choices }: ScoringGroup,
  runs: readonly PairableRun[],
  stored: FacetsByBenchmark,
): ScoreRow {
  const facets: OverallFacets = {
    official: runs.every((run) => run.official),
    division: widestDivision(runs),
    source: commonSource(runs.map(({ benchmarkId }) => choices.get(benchmarkId)?.source ?? null)),
    basis,
    stage: 'quick',
    iqm: overall?.interquartileMean ?? null,
    fewSeeds: Object.values(scores).some((score) => score.state === 'scored' && score.n < FEW_SEEDS),
    lacking,
    cost: meanCost(runs.flatMap(({ benchmarkId }) => stored.get(benchmarkId)?.run?.cost ?? [])),
    ranking: null,
  };
  return {
    submissionId: id,
    scope,
    status: overall === null ? 'incomplete' : 'scored',
    value: overall?.value ?? null,
    low: null,
    high: null,
    intervalKind: null,
    rankLow: null,
    rankHigh: null,
    facets,
    scoringVersion: SCORING_VERSION,
  };
}

function benchmarkRow(
  submissionId: string,
  benchmark: string,
  score: BenchmarkScore,
  stored: BenchmarkFacets | undefined,
  { controlSubmissions, choices }: ScoringGroup,
): ScoreRow {
  const interval = score.state === 'scored' ? score.interval : null;
  const facets: BenchmarkFacets = {
    outcome: stored?.outcome ?? null,
    run: stored?.run ?? null,
    controls: controlSubmissions.get(benchmark) ?? null,
    source: choices.get(benchmark)?.source ?? null,
    lacking: choices.get(benchmark)?.lacking ?? null,
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
