/**
 * Whether rare classes die first, on `digits-longtail`: which digit is how frequent is drawn for each seed, so that how hard a digit is to
 * draw and how rare it is are two things.
 */
import { mean, quantileSorted } from '#benchmarks/numerics/statistics.ts';
import type { RunRecord } from '#benchmarks/protocol/record.ts';
import { generationOf } from '../reference/series.ts';
import { markdownTable } from '../support/tables.ts';
import type { Runs } from './runs.ts';
import { changeText, percent, realValue, shownGenerations } from './statistics.ts';

const BENCHMARK = 'digits-longtail';
const RANKS = Array.from({ length: 10 }, (_, i) => i + 1);
const shareOf = (rank: number): string => `rank-${rank}-share`;

/** The share of the samples of the most frequent class, the second, …, and when it is lost: below a quarter of generation 0's. */
export function ranks(record: RunRecord): string {
  const shown = shownGenerations(record.benchmark.generations);
  const generations = Array.from({ length: record.benchmark.generations }, (_, i) => i + 1);
  const rows = RANKS.map((rank) => {
    const at = (generation: number): number[] => generationOf(record, shareOf(rank), generation);
    const before = at(0);
    const lost = before.flatMap((share, seed) => generations.find((g) => (at(g)[seed] ?? 0) < share / 4) ?? []);
    return [
      `${rank}`,
      percent(realValue(record, shareOf(rank))),
      ...shown.map((generation) => percent(mean(at(generation)))),
      lost.length === 0
        ? `in none of ${before.length}`
        : `in ${lost.length} of ${before.length}, median g = ${quantileSorted(
            lost.toSorted((a, b) => a - b),
            0.5,
          )}`,
    ];
  });
  const heads = shown.map((generation) => `g = ${generation}`);
  return markdownTable(['rank of frequency', 'truth', ...heads, 'below a quarter of g = 0'], rows);
}

/** Spearman's correlation of how frequent a class is and how much of it is left, over the ten classes of a seed; mean over seeds. */
export function orderOfLoss(run: Runs): string {
  const { generations } = run.of(BENCHMARK, 'replace').benchmark;
  const shown = [1, 2, 3, 5, 10].filter((generation) => generation <= generations);
  const rows = run.strategies(BENCHMARK).map((strategy) => {
    const record = run.of(BENCHMARK, strategy);
    return [`\`${strategy}\``, ...shown.map((generation) => changeText(correlations(record, generation), 2))];
  });
  return markdownTable(['strategy', ...shown.map((generation) => `g = ${generation}`)], rows);
}

function correlations(record: RunRecord, generation: number): number[] {
  const now = RANKS.map((rank) => generationOf(record, shareOf(rank), generation));
  const before = RANKS.map((rank) => generationOf(record, shareOf(rank), 0));
  const frequency = RANKS.map((rank) => -rank);
  return (before[0] ?? []).map((_, seed) => {
    const left = RANKS.map((_, i) => (now[i]?.[seed] ?? Number.NaN) / (before[i]?.[seed] ?? Number.NaN));
    return spearman(frequency, left);
  });
}

/** Spearman 1904; ties share the mean of their ranks. NaN where one of the two is constant. */
export function spearman(a: readonly number[], b: readonly number[]): number {
  const x = ranksOf(a);
  const y = ranksOf(b);
  const [mx, my] = [mean(x), mean(y)];
  const products = x.map((value, i) => (value - mx) * ((y[i] ?? Number.NaN) - my));
  const squares = (values: readonly number[], centre: number): number =>
    values.reduce((sum, value) => sum + (value - centre) ** 2, 0);
  return products.reduce((sum, value) => sum + value, 0) / Math.sqrt(squares(x, mx) * squares(y, my));
}

const ranksOf = (values: readonly number[]): number[] =>
  values.map(
    (value) =>
      values.filter((other) => other < value).length + (values.filter((other) => other === value).length + 1) / 2,
  );
