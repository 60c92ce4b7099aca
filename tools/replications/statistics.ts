/** What the tables of docs/replications.md are made of. */
import { meanEstimate } from '#benchmarks/numerics/statistics.ts';
import { type RunRecord, truthAt } from '#benchmarks/protocol/record.ts';

const SHOWN_GENERATIONS = [0, 1, 2, 5, 10];

export const shownGenerations = (generations: number): number[] =>
  SHOWN_GENERATIONS.filter((generation) => generation <= generations);

/** What real data has of a metric; NaN where it has no truth. */
export const realValue = ({ truth }: RunRecord, metric: string): number => truthAt(truth[metric], 0) ?? Number.NaN;

/** Mean over seeds with Student's 95% interval, `+0.31 [+0.12, +0.50]`. */
export function changeText(values: readonly number[], digits: number): string {
  const { value, interval } = meanEstimate(values, 0.95);
  const [low, high] = interval ?? [Number.NaN, Number.NaN];
  return `${signed(value, digits)} [${signed(low, digits)}, ${signed(high, digits)}]`;
}

export const percent = (share: number): string => `${(100 * share).toFixed(1)}%`;

export const fixed = (value: number, digits: number): string => value.toFixed(digits).replace('-', '−');

const signed = (value: number, digits: number): string => `${value < 0 ? '' : '+'}${fixed(value, digits)}`;
