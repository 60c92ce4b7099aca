/** What the tables of docs/replications.md are made of. */
import tQuantile from '@stdlib/stats-base-dists-t-quantile';
import { type RunRecord, truthAt } from '#benchmarks/protocol/record.ts';

const SHOWN_GENERATIONS = [0, 1, 2, 5, 10];

export const shownGenerations = (generations: number): number[] =>
  SHOWN_GENERATIONS.filter((generation) => generation <= generations);

/** What real data has of a metric; NaN where it has no truth. */
export const realValue = ({ truth }: RunRecord, metric: string): number => truthAt(truth[metric], 0) ?? Number.NaN;

export const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;

/** Mean over seeds with Student's 95% interval, `+0.31 [+0.12, +0.50]`. */
export function changeText(values: readonly number[], digits: number): string {
  const centre = mean(values);
  const variance = values.reduce((sum, value) => sum + (value - centre) * (value - centre), 0) / (values.length - 1);
  const half = tQuantile(0.975, values.length - 1) * Math.sqrt(variance / values.length);
  return `${signed(centre, digits)} [${signed(centre - half, digits)}, ${signed(centre + half, digits)}]`;
}

export const percent = (share: number): string => `${(100 * share).toFixed(1)}%`;

export const fixed = (value: number, digits: number): string => value.toFixed(digits).replace('-', '−');

const signed = (value: number, digits: number): string => `${value < 0 ? '' : '+'}${fixed(value, digits)}`;
