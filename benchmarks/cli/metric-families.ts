/** Metrics of one kind in one line: 23 bins of a histogram are no 23 things to read. */
import type { MetricFamily } from '../protocol/metric.ts';

interface Listed {
  readonly id: string;
  readonly summary: string;
  readonly family?: MetricFamily | undefined;
}

/** Every row, but of each family the first, under the ids and the summary of all. */
export function inFamilies<Row extends Listed>(rows: readonly Row[]): Row[] {
  return rows
    .filter(({ family }, index) => family === undefined || rows.findIndex((row) => row.family === family) === index)
    .map((row) => (row.family === undefined ? row : { ...row, id: row.family.ids, summary: row.family.summary }));
}
