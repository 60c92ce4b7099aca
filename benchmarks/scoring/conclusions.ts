/** What a comparison of two entries lets one say, by rule: codes and numbers, to be worded by whoever shows them. */
import type { Interval } from '../numerics/statistics.ts';
import type { BenchmarkDifference, Comparison, Lack, MeanDifference } from './compare.ts';
import { FEW_SEEDS } from './method.ts';

/** What the difference of two mean scores says. */
export interface DifferenceConclusion {
  /**
   * `ahead`: its interval excludes 0, and `points` > 0 means that the first is ahead. `undecided`: 0 lies in it, the data
   * can't separate the two. `no-interval`: with a single seed on a benchmark nothing is known of its error.
   */
  readonly kind: 'ahead' | 'undecided' | 'no-interval';
  /** Of every benchmark, or of those on which both have a score. */
  readonly scope: 'overall' | 'common';
  readonly points: number;
  /** Null where there is none. */
  readonly interval: Interval | null;
  readonly benchmarks: readonly string[];
  /** The smallest and the largest difference of scores on one of these benchmarks, first minus second, in points. */
  readonly each: Interval;
}

export type Conclusion =
  | DifferenceConclusion
  /** The overall difference can't be computed, because these benchmarks have no difference of scores. */
  | {
      readonly kind: 'no-overall';
      readonly lacking: readonly { readonly why: Lack; readonly benchmarks: readonly string[] }[];
    }
  /** Benchmark by benchmark: where the first is ahead, where the second is, where the data can't separate them. */
  | {
      readonly kind: 'benchmarks';
      readonly first: readonly string[];
      readonly second: readonly string[];
      readonly undecided: readonly string[];
    }
  /** Some comparison rests on few seeds. */
  | { readonly kind: 'few-seeds'; readonly benchmarks: readonly string[] };

/** Which of an interval's sides of 0 is excluded: 1, −1, or 0 where neither is. */
function sideOf(interval: Interval | null): -1 | 0 | 1 {
  if (interval === null) return 0;
  return interval[0] > 0 ? 1 : interval[1] < 0 ? -1 : 0;
}

/** Concludes from a comparison, in the order in which it should be read. */
export function conclude({ benchmarks, common, overall }: Comparison): Conclusion[] {
  const conclusions: Conclusion[] = [];
  if (overall) conclusions.push(ofDifference('overall', overall, benchmarks));
  else {
    conclusions.push({ kind: 'no-overall', lacking: lackingOf(benchmarks) });
    if (common) conclusions.push(ofDifference('common', common, benchmarks));
  }
  const compared = benchmarks.filter((difference) => difference.state === 'compared');
  // A metric's difference counts down, a score's up; without a score the metric decides.
  const sides = compared.map((difference) => ({
    benchmark: difference.benchmark,
    side: difference.score ? sideOf(difference.score.interval) : -sideOf(difference.metric.interval),
  }));
  const where = (side: number): string[] => sides.filter((one) => one.side === side).map(({ benchmark }) => benchmark);
  if (compared.length > 0) {
    conclusions.push({ kind: 'benchmarks', first: where(1), second: where(-1), undecided: where(0) });
  }
  const few = compared.filter(({ seeds }) => seeds.length < FEW_SEEDS).map(({ benchmark }) => benchmark);
  if (few.length > 0) conclusions.push({ kind: 'few-seeds', benchmarks: few });
  return conclusions;
}

function ofDifference(
  scope: DifferenceConclusion['scope'],
  { value: points, interval, benchmarks }: MeanDifference,
  differences: readonly BenchmarkDifference[],
): DifferenceConclusion {
  const scores = differences.flatMap((difference) =>
    difference.state === 'compared' && difference.score ? [difference.score.value] : [],
  );
  const kind = interval === null ? 'no-interval' : sideOf(interval) === 0 ? 'undecided' : 'ahead';
  return { kind, scope, points, interval, benchmarks, each: [Math.min(...scores), Math.max(...scores)] };
}

/** The benchmarks without a difference of scores, by why, in the order in which the reasons first come up. */
function lackingOf(
  benchmarks: readonly BenchmarkDifference[],
): { readonly why: Lack; readonly benchmarks: readonly string[] }[] {
  const byWhy = new Map<Lack, string[]>();
  for (const difference of benchmarks) {
    const why = difference.state === 'compared' ? difference.scoreLacks?.why : difference.why;
    if (why !== undefined) byWhy.set(why, [...(byWhy.get(why) ?? []), difference.benchmark]);
  }
  return [...byWhy].map(([why, ids]) => ({ why, benchmarks: ids }));
}
