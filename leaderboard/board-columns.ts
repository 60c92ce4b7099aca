/**
 * What stands beside an entry's scores on a board: where it ends between the controls in each facet, and on how many
 * benchmarks its median seed collapsed. A description, computed from stored means; scores and ranks don't rest on it.
 */
import { clipScore } from '../benchmarks/scoring/index.ts';
import { metricView } from './cards.ts';
import type { Queryable } from './db/data-version.ts';
import type { BenchmarkFacets, RunFacets, StoredFacet } from './facets.ts';
import { groupBy } from './group-by.ts';
import type { BoardFacet, CollapseCount, FacetScore } from './views.ts';

export const BOARD_FACETS: readonly BoardFacet[] = ['fidelity', 'diversity', 'tail'];

export interface BoardColumns {
  readonly facetScores: Readonly<Record<BoardFacet, FacetScore | null>>;
  readonly early: CollapseCount;
  readonly late: CollapseCount;
}

interface FacetRow {
  readonly submissionId: string;
  readonly scope: string;
  readonly run: Pick<RunFacets, 'facets' | 'early' | 'late'> | null;
  readonly controls: BenchmarkFacets['controls'];
}

/** By submission, over some benchmarks. Entries without a run of them have no row. */
export async function loadColumns(
  client: Queryable,
  benchmarks: readonly string[],
  ids: readonly string[],
): Promise<Map<string, BoardColumns>> {
  const scopes = benchmarks.map((id) => `benchmark/${id}`);
  const rows = await loadRows(client, scopes, ids);
  const known = new Set(ids);
  const controls = [
    ...new Set(rows.flatMap((row) => (row.controls ? [row.controls.replace, row.controls.oracle] : []))),
  ];
  const more = await loadRows(
    client,
    scopes,
    controls.filter((id) => !known.has(id)),
  );
  const byRun = new Map([...rows, ...more].map((row) => [`${row.submissionId} ${row.scope}`, row.run?.facets ?? []]));
  return new Map(
    [...groupBy(rows, (row) => row.submissionId)].map(([id, own]) => [id, columnsOf(own, byRun, benchmarks.length)]),
  );
}

function loadRows(client: Queryable, scopes: readonly string[], ids: readonly string[]): Promise<FacetRow[]> {
  return client.$queryRaw<FacetRow[]>`
    SELECT "submission_id" AS "submissionId", "scope", "facets"->'controls' AS "controls",
      jsonb_build_object('facets', "facets"->'run'->'facets', 'early', "facets"->'run'->'early', 'late', "facets"->'run'->'late') AS "run"
    FROM "scores"
    WHERE "submission_id" = ANY (${[...ids]}) AND "scope" = ANY (${[...scopes]}) AND jsonb_typeof("facets"->'run') = 'object'`;
}

function columnsOf(
  rows: readonly FacetRow[],
  byRun: ReadonlyMap<string, readonly StoredFacet[]>,
  boardBenchmarks: number,
): BoardColumns {
  const facet = (name: BoardFacet): FacetScore | null => {
    const scores = rows.flatMap(({ run, controls, scope }) => {
      if (run === null || controls === null) return [];
      const of = (id: string): StoredFacet | undefined => firstOf(byRun.get(`${id} ${scope}`) ?? [], name);
      const score = facetScore(firstOf(run.facets, name), of(controls.replace), of(controls.oracle));
      return score === null ? [] : [clipScore(score)];
    });
    if (scores.length === 0) return null;
    const value = scores.reduce((sum, score) => sum + score, 0) / scores.length;
    return { value, benchmarks: scores.length, of: boardBenchmarks };
  };
  const collapse = (stage: 'early' | 'late'): CollapseCount => ({
    collapsed: rows.filter(({ run }) => run?.[stage].median != null).length,
    benchmarks: rows.length,
  });
  return {
    facetScores: { fidelity: facet('fidelity'), diversity: facet('diversity'), tail: facet('tail') },
    early: collapse('early'),
    late: collapse('late'),
  };
}

/** The first metric that the benchmark's card lists under a facet. */
function firstOf(facets: readonly StoredFacet[], name: BoardFacet): StoredFacet | undefined {
  return facets.find(({ facet }) => facet === name);
}

/**
 * Where a metric ends between the controls: 100·(1 − (e − e(oracle)) / (e(replace) − e(oracle))), with e the distance of its
 * mean in the last generation from the truth's value, or from 0 where the truth has none and lower is better. Null where
 * a value is missing or `replace` does not end farther from the truth than `oracle`: then there is nothing to gain.
 */
export function facetScore(
  own: StoredFacet | undefined,
  replace: StoredFacet | undefined,
  oracle: StoredFacet | undefined,
): number | null {
  const [e, worst, best] = [errorOf(own), errorOf(replace), errorOf(oracle)];
  if (e === null || worst === null || best === null || !(worst > best)) return null;
  return 100 * (1 - (e - best) / (worst - best));
}

function errorOf(facet: StoredFacet | undefined): number | null {
  if (facet === undefined || facet.value === null) return null;
  const { better } = metricView(facet.metric, null);
  if (facet.truth !== null) return Math.abs(facet.value - facet.truth);
  return better === 'higher' ? -facet.value : facet.value;
}
