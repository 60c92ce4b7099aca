/** The rows of a board's page: what stands beside the overall score. */
import type { Params, Tier } from '../benchmarks/protocol/ids.ts';
import { type BoardColumns, loadColumns } from './board-columns.ts';
import { metricView } from './cards.ts';
import type { Queryable } from './db/data-version.ts';
import { type BoardKey, type Entry, type Standing, unranked } from './entries.ts';
import type { BenchmarkFacets, RunFacets } from './facets.ts';
import { groupBy } from './group-by.ts';
import { missingControls, missingControlsCommand } from './missing-controls.ts';
import { groupOf } from './roles.ts';
import { benchmarkScoreView, MISSING_SCORE, overallScoreView } from './score-words.ts';
import type { StoredCard } from './suite-benchmarks.ts';
import type { BoardDivision, BoardRow, RunFacetsView, ScoreState, ScoreView } from './views.ts';

export interface RowsInput {
  readonly query: BoardKey & { readonly division: BoardDivision };
  readonly cards: readonly StoredCard[];
  /** Those of the page, in order. */
  readonly entries: readonly Entry[];
  readonly standings: ReadonlyMap<string, Standing>;
}

/** A benchmark's score with what is shown of its facets. */
export interface ScoreDetails {
  readonly submissionId: string;
  readonly benchmark: string;
  readonly score: ScoreView;
  readonly facets: RunFacetsView | null;
  readonly cost: RunFacets['cost'] | null;
  readonly controls: BenchmarkFacets['controls'];
}

const NO_COLUMNS: BoardColumns = {
  facetScores: { fidelity: null, diversity: null, tail: null },
  early: { collapsed: 0, benchmarks: 0 },
  late: { collapsed: 0, benchmarks: 0 },
};

export async function listBoardRows(
  client: Queryable,
  { query, cards, entries, standings }: RowsInput,
): Promise<BoardRow[]> {
  const ids = entries.map(({ id }) => id);
  const details = groupBy(await listScoreDetails(client, cards, ids), (detail) => detail.submissionId);
  const texts = await client.submission.findMany({
    where: { id: { in: ids } },
    select: { id: true, title: true, authors: true, verification: true, bundleDigest: true },
  });
  const columns = await loadColumns(
    client,
    cards.map(({ id }) => id),
    ids,
  );
  const textOf = new Map(texts.map((text) => [text.id, text]));
  return entries.map((entry): BoardRow => {
    const own = new Map(details.get(entry.id)?.map((detail) => [detail.benchmark, detail]));
    const text = textOf.get(entry.id);
    const standing = standingOn(query.division, standings.get(entry.id));
    return {
      id: entry.id,
      spec: entry.spec,
      title: text?.title ?? '',
      family: entry.family,
      authors: ((text?.authors ?? []) as unknown as { name: string }[]).map(({ name }) => name),
      label: entry.label,
      role: entry.role,
      group: groupOf(entry.spec),
      division: entry.division,
      official: entry.official,
      overall: overallScoreView(entry.overall),
      iqm: entry.overall.facets.iqm,
      rank: standing.rank,
      rankState: standing.state,
      rankReason: standing.reason,
      rankWords: standing.words,
      flips: standing.rank === null ? [] : (entry.overall.facets.ranking?.flips ?? []),
      benchmarks: Object.fromEntries(cards.map((card) => [card.id, own.get(card.id)?.score ?? MISSING_SCORE])),
      facets: Object.fromEntries(
        cards.flatMap((card) => {
          const facets = own.get(card.id)?.facets;
          return facets ? [[card.id, facets]] : [];
        }),
      ),
      cost: entry.overall.facets.cost,
      ...(columns.get(entry.id) ?? NO_COLUMNS),
      verification: text?.verification ?? 'reported',
      bundleDigest: text?.bundleDigest ?? '',
      createdAt: entry.createdAt.toISOString(),
    };
  });
}

/** A standing as one board shows it: the board of all divisions has no ranks. */
function standingOn(division: BoardDivision, standing: Standing | undefined): Standing {
  if (!standing) return unranked('gone');
  return division === 'all' && standing.state !== 'unranked' ? unranked('everywhere') : standing;
}

/** Reads submissions' scores on some benchmarks, without the long lists that they are computed from. */
export async function listScoreDetails(
  client: Queryable,
  cards: readonly StoredCard[],
  ids: readonly string[],
): Promise<ScoreDetails[]> {
  const rows = await client.$queryRaw<
    {
      submissionId: string;
      benchmark: string;
      status: ScoreState;
      value: number | null;
      low: number | null;
      high: number | null;
      facets: Omit<BenchmarkFacets, 'outcome'>;
      params: Params | null;
      generations: number | null;
      seeds: number[] | null;
      version: number | null;
      tier: Tier;
      engineId: string | null;
      engineVersion: string | null;
    }[]
  >`
    SELECT s."submission_id" AS "submissionId", substr(s."scope", 11) AS "benchmark", s."status"::text AS "status",
      s."value", s."low", s."high", s."facets" - 'outcome' AS "facets", r."params", r."generations", r."seeds",
      r."benchmark_version" AS "version", r."engine_id" AS "engineId", r."engine_version" AS "engineVersion",
      b."tier"::text AS "tier"
    FROM "scores" s
    JOIN "submissions" b ON b."id" = s."submission_id"
    LEFT JOIN "runs" r ON r."submission_id" = s."submission_id" AND r."benchmark_id" = substr(s."scope", 11)
    WHERE s."submission_id" = ANY (${[...ids]}) AND s."scope" LIKE 'benchmark/%'`;
  return rows.flatMap(({ params, generations, seeds, version, tier, engineId, engineVersion, ...row }) => {
    const card = cards.find(({ id }) => id === row.benchmark);
    // A run of another version is none of this board's.
    if (!card || (version !== null && version !== card.version)) return [];
    const { lacking } = row.facets;
    const run =
      row.status === 'uncontrolled' && version && params && generations && seeds && engineId && engineVersion
        ? {
            benchmark: row.benchmark,
            version,
            tier,
            params,
            generations,
            seeds,
            madeBy: { id: engineId, version: engineVersion },
          }
        : null;
    const missing = run && lacking && missingControls(lacking, run);
    const command = run && lacking && missingControlsCommand(lacking, run);
    return [
      {
        submissionId: row.submissionId,
        benchmark: row.benchmark,
        score: benchmarkScoreView(row, missing ?? null, command ?? null),
        facets: row.facets.run && runFacetsView(row.facets.run, card),
        cost: row.facets.run?.cost ?? null,
        controls: row.facets.controls,
      },
    ];
  });
}

/** Under each facet the first metric that the benchmark's card lists. */
export function runFacetsView({ facets, early, late }: RunFacets, card: StoredCard): RunFacetsView {
  const view = (facet: (typeof card.metrics)[number]['facet']) => {
    const first = facets.find((candidate) => candidate.facet === facet);
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
