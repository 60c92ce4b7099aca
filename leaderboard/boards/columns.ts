/**
 * What stands beside an entry's scores on a board: where it ends between the controls on each axis, and on how many
 * benchmarks its median seed collapsed. A description, computed from stored means; scores and ranks don't rest on it.
 */

import { groupBy } from '#benchmarks/protocol/group-by.ts';
import { clipScore } from '#benchmarks/scoring/index.ts';
import { metricView } from '../catalog/cards.ts';
import type { Queryable } from '../db/data-version.ts';
import type { BenchmarkScoreRow } from '../db/save-scores.ts';
import { loadSummaries, type ShownSummary } from '../scores/read-results.ts';
import type { StoredAxis } from '../scores/run-results.ts';
import type { AxisScore, BoardAxis, CollapseCount } from '../views/index.ts';

export const BOARD_AXES: readonly BoardAxis[] = ['fidelity', 'diversity', 'tail'];

export interface BoardColumns {
  readonly axisScores: Readonly<Record<BoardAxis, AxisScore | null>>;
  readonly early: CollapseCount;
  readonly late: CollapseCount;
}

/** A run with the controls that it is scored against. */
interface ScoredSummary {
  readonly benchmark: string;
  readonly summary: ShownSummary;
  readonly controls: BenchmarkScoreRow['controls'];
}

/** By submission, over some benchmarks. Entries without a run of them have no row. */
export async function loadColumns(
  client: Queryable,
  benchmarks: readonly string[],
  ids: readonly string[],
): Promise<Map<string, BoardColumns>> {
  const scores = await client.benchmarkScore.findMany({
    where: { submissionId: { in: [...ids] }, benchmarkId: { in: [...benchmarks] } },
    select: { submissionId: true, benchmarkId: true, replaceId: true, oracleId: true },
  });
  const controls = scores.flatMap(({ replaceId, oracleId }) => [replaceId, oracleId]).filter((id) => id !== null);
  const summaries = await loadSummaries(client, [...new Set([...ids, ...controls])]);
  // In the order of the board's benchmarks: the last digit of a mean depends on it.
  const placeOf = new Map(benchmarks.map((id, place) => [id, place]));
  scores.sort((a, b) => (placeOf.get(a.benchmarkId) ?? 0) - (placeOf.get(b.benchmarkId) ?? 0));
  const rows = scores.flatMap(({ submissionId, benchmarkId, replaceId, oracleId }) => {
    const summary = summaries.get(`${submissionId} ${benchmarkId}`);
    const pair = replaceId !== null && oracleId !== null ? { replace: replaceId, oracle: oracleId } : null;
    return summary ? [{ submissionId, benchmark: benchmarkId, summary, controls: pair }] : [];
  });
  return new Map(
    [...groupBy(rows, (row) => row.submissionId)].map(([id, own]) => [
      id,
      columnsOf(own, summaries, benchmarks.length),
    ]),
  );
}

function columnsOf(
  rows: readonly ScoredSummary[],
  summaries: ReadonlyMap<string, ShownSummary>,
  boardBenchmarks: number,
): BoardColumns {
  const axis = (name: BoardAxis): AxisScore | null => {
    const scores = rows.flatMap(({ summary, controls, benchmark }) => {
      if (controls === null) return [];
      const of = (id: string): StoredAxis | undefined => firstOf(summaries.get(`${id} ${benchmark}`)?.axes ?? [], name);
      const score = axisScore(firstOf(summary.axes, name), of(controls.replace), of(controls.oracle));
      return score === null ? [] : [clipScore(score)];
    });
    if (scores.length === 0) return null;
    const value = scores.reduce((sum, score) => sum + score, 0) / scores.length;
    return { value, benchmarks: scores.length, of: boardBenchmarks };
  };
  const collapse = (stage: 'early' | 'late'): CollapseCount => ({
    collapsed: rows.filter(({ summary }) => summary[stage].median !== null).length,
    benchmarks: rows.length,
  });
  return {
    axisScores: { fidelity: axis('fidelity'), diversity: axis('diversity'), tail: axis('tail') },
    early: collapse('early'),
    late: collapse('late'),
  };
}

/** The first metric that the benchmark's card lists under an axis. */
function firstOf(axes: readonly StoredAxis[], name: BoardAxis): StoredAxis | undefined {
  return axes.find(({ axis }) => axis === name);
}

/**
 * Where a metric ends between the controls: 100·(1 − (e − e(oracle)) / (e(replace) − e(oracle))), with e the distance of its
 * mean in the last generation from the truth's value, or from 0 where the truth has none and lower is better. Null where
 * a value is missing or `replace` does not end farther from the truth than `oracle`: then there is nothing to gain.
 */
export function axisScore(
  own: StoredAxis | undefined,
  replace: StoredAxis | undefined,
  oracle: StoredAxis | undefined,
): number | null {
  // A run from before a metric came may begin its axis with another one.
  if (own?.metric !== replace?.metric || own?.metric !== oracle?.metric) return null;
  const [e, worst, best] = [errorOf(own), errorOf(replace), errorOf(oracle)];
  if (e === null || worst === null || best === null || !(worst > best)) return null;
  const score = 100 * (1 - (e - best) / (worst - best));
  // Of errors near the largest double both differences may be infinite.
  return Number.isNaN(score) ? null : score;
}

function errorOf(axis: StoredAxis | undefined): number | null {
  if (axis === undefined || axis.value === null) return null;
  const { better } = metricView(axis.metric, null);
  if (axis.truth !== null) return Math.abs(axis.value - axis.truth);
  return better === 'higher' ? -axis.value : axis.value;
}
