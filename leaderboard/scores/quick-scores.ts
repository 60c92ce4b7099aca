/**
 * Scores of submissions as they are known at once: every benchmark's with its interval, and the overall value on every
 * board. Overall intervals and ranks take a bootstrap and follow from the scoring jobs.
 */
import { runsOn } from '#benchmarks/board/basis.ts';
import { commonSource } from '#benchmarks/board/choose-controls.ts';
import { boardInput, type ScoringData, type ScoringGroup, scoringGroups } from '#benchmarks/board/groups.ts';
import { placeOf } from '#benchmarks/board/place.ts';
import { reasonOf, STATE_OF_SCORE } from '#benchmarks/board/states.ts';
import type { BenchmarkCard } from '#benchmarks/protocol/card.ts';
import type { RunRights } from '#benchmarks/protocol/regime.ts';
import { type BenchmarkScore, type OverallRule, type ScoredRow, scoreBoard } from '#benchmarks/scoring/index.ts';
import { overallRuleOf, rankRulesOf } from '#benchmarks/suite/manifests.ts';
import { meanCost } from '../boards/cost.ts';
import { CARD_SETS } from '../catalog/cards.ts';
import { type BoardName, boardScope, listOwnBoards, standsOn } from '../catalog/suites.ts';
import type { Queryable } from '../db/data-version.ts';
import { type BenchmarkScoreRow, type BoardScoreRow, saveBenchmarkScores, saveBoardScores } from '../db/save-scores.ts';
import type { PairableRun } from './controls.ts';
import { loadScoringData } from './outcomes.ts';
import { loadRights, loadSummaries, type ShownSummary } from './read-results.ts';
import { SCORING_VERSION } from './version.ts';

/** The bootstrap isn't used here, but a board has one. */
const RESAMPLES_UNUSED = 2;

/**
 * Scores submissions against the controls that there are now, on every board that there is, and writes no other's rows. Their outcomes are stored already:
 * what is missing of those of earlier versions, restore-results.ts computes again first.
 */
export async function saveQuickScores(
  client: Queryable,
  submissionIds: readonly string[],
  onBoards = listOwnBoards(),
): Promise<void> {
  const data = await loadScoringData(client, submissionIds);
  const known: Known = {
    summaries: await loadSummaries(client, submissionIds),
    rights: await loadRights(client, submissionIds),
  };
  const benchmarks = CARD_SETS.flatMap((cards) =>
    scoreAll(data, cards, undefined).flatMap(({ row, group }) =>
      benchmarkRows(cards, row, group, data.runsOf.get(row.id) ?? []),
    ),
  );
  const onEach = onBoards.flatMap(({ name, cards }) =>
    scoreAll(standingOn(data, name), cards, overallRuleOf(name.suite)).map((scored) => ({ ...scored, name, cards })),
  );
  // What a board's other benchmarks can't be asked of an entry is known of the board alone, where these are of no set with what it ran.
  const inapplicable = onEach.flatMap(({ row, group }) =>
    Object.entries(row.scores).flatMap(([id, score]) =>
      score.state === 'not-applicable' ? [benchmarkRow(row.id, id, score, group)] : [],
    ),
  );
  const boards = onEach.map(({ row, group, name, cards }) =>
    boardRow(row, name, group, runsOn(cards, data.runsOf.get(row.id)), known),
  );
  await saveBenchmarkScores(client, firstOfEach([...benchmarks, ...inapplicable]));
  await saveBoardScores(client, boards);
}

/** One row a submission that has run any of the benchmarks. `overall`: how a board weighs them; of one benchmark's scores nothing rests on it. */
function scoreAll(
  data: ScoringData<PairableRun>,
  cards: readonly BenchmarkCard[],
  overall: OverallRule | undefined,
): { readonly row: ScoredRow; readonly group: ScoringGroup }[] {
  return scoringGroups(data, cards).flatMap((group) => {
    return scoreBoard({ ...boardInput(group, overall), resamples: RESAMPLES_UNUSED }).rows.map((row) => ({
      row,
      group,
    }));
  });
}

/** The same without submissions that don't stand on a board. */
function standingOn(data: ScoringData<PairableRun>, board: BoardName): ScoringData<PairableRun> {
  const { submissions, runsOf } = data;
  return { ...data, submissions: submissions.filter(({ id }) => standsOn(board, runsOf.get(id) ?? [])) };
}

/** What is stored of the runs, by `submission benchmark`. */
interface Known {
  readonly summaries: ReadonlyMap<string, ShownSummary>;
  readonly rights: ReadonlyMap<string, RunRights>;
}

/** One row for each submission and benchmark: of several that know it, the first. */
function firstOfEach(rows: readonly BenchmarkScoreRow[]): BenchmarkScoreRow[] {
  const known = new Map<string, BenchmarkScoreRow>();
  for (const row of rows) {
    const name = `${row.submissionId} ${row.benchmark}`;
    if (!known.has(name)) known.set(name, row);
  }
  return [...known.values()];
}

function benchmarkRows(
  cards: readonly BenchmarkCard[],
  row: ScoredRow,
  group: ScoringGroup,
  runs: readonly PairableRun[],
): BenchmarkScoreRow[] {
  return cards.flatMap(({ id, version }) => {
    const run = runs.find(({ benchmarkId }) => benchmarkId === id);
    // Of another protocol: scored in its own set, and where this checkout has it no longer, it keeps the score that it has.
    if (run !== undefined && run.benchmarkVersion !== version) return [];
    if (run === undefined && cards !== CARD_SETS[0]) return [];
    return [benchmarkRow(row.id, id, row.scores[id] ?? { state: 'missing' as const }, group)];
  });
}

function boardRow(
  { id, overall, scores, lacking }: ScoredRow,
  board: BoardName,
  { basis, choices }: ScoringGroup,
  runs: readonly PairableRun[],
  { summaries, rights }: Known,
): BoardScoreRow {
  return {
    submissionId: id,
    board: boardScope(board),
    status: overall === null ? 'incomplete' : 'scored',
    value: overall?.value ?? null,
    low: null,
    high: null,
    rank: null,
    official: runs.every((run) => run.official),
    ...placeOf(
      runs.flatMap(({ benchmarkId }) => rights.get(`${id} ${benchmarkId}`) ?? []),
      rankRulesOf(board.suite),
    ),
    source: commonSource(runs.map(({ benchmarkId }) => choices.get(benchmarkId)?.source ?? null)),
    basis,
    stage: 'quick',
    iqm: overall?.interquartileMean ?? null,
    fewSeeds: Object.values(scores).some((score) => score.state === 'scored' && score.fewSeeds),
    lacking,
    cost: meanCost(runs.flatMap(({ benchmarkId }) => summaries.get(`${id} ${benchmarkId}`)?.cost ?? [])),
    scoringVersion: SCORING_VERSION,
  };
}

function benchmarkRow(
  submissionId: string,
  benchmark: string,
  score: BenchmarkScore,
  { controlSubmissions, choices }: ScoringGroup,
): BenchmarkScoreRow {
  const interval = score.state === 'scored' ? score.interval : null;
  return {
    submissionId,
    benchmark,
    status: STATE_OF_SCORE[score.state],
    value: score.state === 'scored' ? score.value : null,
    low: interval?.[0] ?? null,
    high: interval?.[1] ?? null,
    controls: controlSubmissions.get(benchmark) ?? null,
    source: choices.get(benchmark)?.source ?? null,
    lacking: choices.get(benchmark)?.lacking ?? null,
    fewSeeds: score.state === 'scored' && score.fewSeeds,
    reason: reasonOf(score),
    scoringVersion: SCORING_VERSION,
  };
}
