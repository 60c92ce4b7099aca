/** A page of a board as the long table: the rows that the page shows, in its order. */

import {
  costMeasures,
  idleMeasures,
  intervalOf,
  type LongRow,
  longRows,
  type Measure,
  rankMeasure,
} from '#benchmarks/snapshot/long/rows.ts';
import { longCsv, longParquet } from '../tables/long-files.ts';
import type { BoardRow, BoardView } from '../views/index.ts';

const AXES = ['fidelity', 'diversity', 'tail'] as const;

/** CSV with the columns of docs/tables.md; what a snapshot's has, too, is equal in both. */
export const boardLongCsv = (board: BoardView): string => longCsv(boardLongRows(board));

/** The same rows as Parquet. */
export const boardParquet = (board: BoardView): Uint8Array<ArrayBuffer> => longParquet(boardLongRows(board));

function boardLongRows({ suite, tier, benchmarks, rows }: BoardView): LongRow[] {
  return rows.flatMap((row) => longRows({ ...row, suite, tier, submission: row.id }, measuresOf(row, benchmarks)));
}

function measuresOf(row: BoardRow, benchmarks: BoardView['benchmarks']): Measure[] {
  const { overall, iqm, applicable, rank, placeRank, idle, cost, axisScores } = row;
  return [
    { metric: 'score', ...intervalOf(overall), state: overall.status },
    ...benchmarks.map(({ id, version }): Measure => {
      const score = row.benchmarks[id];
      return { metric: 'score', ...intervalOf(score), state: score?.status ?? 'missing', benchmark: { id, version } };
    }),
    { metric: 'interquartile_mean', value: iqm },
    { metric: 'applicable_score', ...intervalOf(applicable) },
    rankMeasure(placeRank ?? rank),
    ...idleMeasures(idle),
    ...AXES.map((metric): Measure => ({ metric, value: axisScores[metric]?.value ?? null })),
    ...costMeasures(cost),
  ];
}
