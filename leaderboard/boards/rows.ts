/** The rows of a board's page: what stands beside the overall score. */

import type { ApplicableScore } from '#benchmarks/board/applicable.ts';
import { type IdleStanding, isIdle } from '#benchmarks/board/idle.ts';
import { groupOf } from '#benchmarks/board/roles.ts';
import { groupBy } from '#benchmarks/protocol/group-by.ts';
import type { Params, Tier } from '#benchmarks/protocol/ids.ts';
import { applicableView } from '#benchmarks/snapshot/verify-applicable.ts';
import { rankRulesOf } from '#benchmarks/suite/manifests.ts';
import { metricView } from '../catalog/cards.ts';
import type { PinnedRun } from '../catalog/repeatable.ts';
import type { StoredCard } from '../catalog/suite-benchmarks.ts';
import type { Queryable } from '../db/data-version.ts';
import type { BenchmarkScoreRow } from '../db/save-scores.ts';
import type { RunModel } from '../generated/models.ts';
import { missingControls, missingControlsCommand } from '../scores/missing-controls.ts';
import { loadSummaries } from '../scores/read-results.ts';
import { BENCHMARK_SCORE_COLUMNS, toBenchmarkScore } from '../scores/read-scores.ts';
import type { StoredAxis, StoredSummary } from '../scores/run-results.ts';
import { benchmarkScoreView, MISSING_GROUP_SCORE, MISSING_SCORE, overallScoreView } from '../scores/words.ts';
import type { BoardDivision, BoardRow, CostView, RunAxesView, ScoreView } from '../views/index.ts';
import { type BoardColumns, loadColumns } from './columns.ts';
import { type BoardKey, type Entry, type RankStanding, unranked } from './entries.ts';
import { type GroupName, loadGroupScores } from './group-scores.ts';
import { idleView } from './idle.ts';

export interface RowsInput {
  readonly query: BoardKey & { readonly division: BoardDivision };
  /** Whether the board is of one place, so that it has ranks. */
  readonly isPlace: boolean;
  readonly applicable: ReadonlyMap<string, ApplicableScore>;
  readonly cards: readonly StoredCard[];
  /** Those that the board has columns of. */
  readonly groups: readonly GroupName[];
  /** Those of the page, in order. */
  readonly entries: readonly Entry[];
  readonly standings: ReadonlyMap<string, RankStanding>;
  readonly idle: ReadonlyMap<string, readonly IdleStanding[]>;
}

/** A benchmark's score with what is shown of its run. */
export interface ScoreDetails {
  readonly submissionId: string;
  readonly benchmark: string;
  readonly score: ScoreView;
  readonly axes: RunAxesView | null;
  readonly cost: CostView | null;
  readonly controls: BenchmarkScoreRow['controls'];
}

const NO_COLUMNS: BoardColumns = {
  axisScores: { fidelity: null, diversity: null, tail: null },
  early: { collapsed: 0, benchmarks: 0 },
  late: { collapsed: 0, benchmarks: 0 },
};

export async function listBoardRows(
  client: Queryable,
  { query, isPlace, cards, groups, entries, standings, idle, applicable }: RowsInput,
): Promise<BoardRow[]> {
  const ids = entries.map(({ id }) => id);
  const details = groupBy(await listScoreDetails(client, cards, ids), (detail) => detail.submissionId);
  const texts = await client.submission.findMany({
    where: { id: { in: ids } },
    select: { id: true, title: true, authors: true, verification: true, bundleDigest: true, objection: true },
  });
  const columns = await loadColumns(
    client,
    cards.map(({ id }) => id),
    ids,
  );
  const groupScores = await loadGroupScores(client, query.suite, groups, ids);
  const { places, ...rules } = rankRulesOf(query.suite);
  const elsewhere = isPlace ? null : places === undefined ? 'everywhere' : 'places';
  const textOf = new Map(texts.map((text) => [text.id, text]));
  return entries.map((entry): BoardRow => {
    const scored = new Map(details.get(entry.id)?.map((detail) => [detail.benchmark, detail]));
    const text = textOf.get(entry.id);
    const own = standings.get(entry.id);
    const standing = standingOn(elsewhere, own);
    return {
      id: entry.id,
      spec: entry.spec,
      title: text?.title ?? '',
      family: entry.family,
      authors: ((text?.authors ?? []) as unknown as { name: string }[]).map(({ name }) => name),
      label: entry.label,
      role: entry.role,
      sameAs: entry.sameAs,
      isIdle: isIdle(entry, rules),
      idle: (idle.get(entry.id) ?? []).map(idleView),
      group: groupOf(entry.spec),
      division: entry.division,
      classes: entry.classes,
      official: entry.official,
      outside: entry.outside,
      overall: overallScoreView(entry.overall),
      iqm: entry.overall.iqm,
      applicable: applicableView(applicable.get(entry.id) ?? null),
      rank: standing.rank,
      placeRank: own?.rank ?? null,
      rankState: standing.state,
      rankReason: standing.reason,
      rankWords: standing.words,
      flips: own?.rank ? (entry.overall.rank?.flips ?? []) : [],
      groups: Object.fromEntries(
        groups.map((group) => [group, groupScores.get(entry.id)?.get(group) ?? MISSING_GROUP_SCORE]),
      ),
      benchmarks: Object.fromEntries(cards.map((card) => [card.id, scored.get(card.id)?.score ?? MISSING_SCORE])),
      axes: Object.fromEntries(
        cards.flatMap((card) => {
          const axes = scored.get(card.id)?.axes;
          return axes ? [[card.id, axes]] : [];
        }),
      ),
      cost: entry.overall.cost,
      ...(columns.get(entry.id) ?? NO_COLUMNS),
      verification: text?.verification ?? 'reported',
      bundleDigest: text?.bundleDigest ?? '',
      objection: text?.objection ?? null,
      createdAt: entry.createdAt.toISOString(),
    };
  });
}

/** A standing as one board shows it: one of several divisions, budgets or classes has no ranks (`elsewhere`). */
function standingOn(elsewhere: 'everywhere' | 'places' | null, standing: RankStanding | undefined): RankStanding {
  if (!standing) return unranked('gone');
  return elsewhere !== null && standing.state !== 'unranked' ? unranked(elsewhere) : standing;
}

/** Reads submissions' scores on some benchmarks, without the long lists that they are computed from. */
export async function listScoreDetails(
  client: Queryable,
  cards: readonly StoredCard[],
  ids: readonly string[],
): Promise<ScoreDetails[]> {
  const scores = await client.benchmarkScore.findMany({
    where: { submissionId: { in: [...ids] }, benchmarkId: { in: cards.map(({ id }) => id) } },
    select: { ...BENCHMARK_SCORE_COLUMNS, submission: { select: { tier: true } } },
  });
  const runs = await client.run.findMany({
    where: { submissionId: { in: [...ids] } },
    select: {
      submissionId: true,
      benchmarkId: true,
      benchmarkVersion: true,
      params: true,
      generations: true,
      seeds: true,
      engineId: true,
      engineVersion: true,
    },
  });
  const runOf = new Map(runs.map((run) => [`${run.submissionId} ${run.benchmarkId}`, run]));
  const summaries = await loadSummaries(client, ids);
  return scores.flatMap(({ submission: { tier }, ...stored }) => {
    const score = toBenchmarkScore(stored);
    const { submissionId, benchmark, status, controls, lacking } = score;
    const card = cards.find(({ id }) => id === benchmark);
    const run = runOf.get(`${submissionId} ${benchmark}`);
    // A run of another version is none of this board's.
    if (!card || (run && run.benchmarkVersion !== card.version)) return [];
    const isLacking = status === 'uncontrolled' && run !== undefined && lacking !== null;
    const pinned = isLacking ? pinnedRun(run, tier) : null;
    const missing = pinned && lacking && missingControls(lacking, pinned);
    const command = pinned && lacking && missingControlsCommand(lacking, pinned);
    const summary = summaries.get(`${submissionId} ${benchmark}`);
    return [
      {
        submissionId,
        benchmark,
        score: benchmarkScoreView(score, missing, command),
        axes: summary ? runAxesView(summary, card) : null,
        cost: summary?.cost ?? null,
        controls,
      },
    ];
  });
}

type StoredRun = Pick<
  RunModel,
  'benchmarkId' | 'benchmarkVersion' | 'params' | 'generations' | 'seeds' | 'engineId' | 'engineVersion'
>;

function pinnedRun(
  { benchmarkId, benchmarkVersion, params, engineId, engineVersion, ...run }: StoredRun,
  tier: Tier,
): PinnedRun {
  return {
    benchmark: benchmarkId,
    version: benchmarkVersion,
    tier,
    params: params as Params,
    generations: run.generations,
    seeds: run.seeds,
    engine: { id: engineId, version: engineVersion },
  };
}

/** Under each axis the first metric that the benchmark's card lists. */
function runAxesView({ axes, early, late }: StoredSummary, card: StoredCard): RunAxesView {
  const view = (axis: StoredAxis['axis']) => {
    const first = axes.find((candidate) => candidate.axis === axis);
    if (!first) return null;
    const { name, unit } = metricView(first.metric, card);
    return { metric: first.metric, name, unit, value: first.value, truth: first.truth };
  };
  return {
    fidelity: view('fidelity'),
    diversity: view('diversity'),
    tail: view('tail'),
    drift: view('drift'),
    early,
    late,
  };
}
