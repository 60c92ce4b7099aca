/** What a comparison of two entries lets one say, by rule: codes and numbers, to be worded by whoever shows them. */
import type { Interval } from '../numerics/statistics.ts';
import type { Comparison } from './compare.ts';
import { FEW_SEEDS } from './method.ts';

export type Conclusion =
  /** The overall interval excludes 0; `points` > 0: the first is ahead. */
  | { readonly kind: 'ahead'; readonly points: number; readonly interval: Interval; readonly benchmarks: number }
  /** The overall interval has 0 in it: the data can't separate them. */
  | { readonly kind: 'undecided'; readonly points: number; readonly interval: Interval; readonly benchmarks: number }
  /** There is no overall difference, because benchmarks lack one. */
  | { readonly kind: 'no-overall'; readonly lacking: readonly string[] }
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
export function conclude({ benchmarks, overall }: Comparison): Conclusion[] {
  const conclusions: Conclusion[] = [];
  const compared = benchmarks.filter((difference) => difference.state === 'compared');
  if (overall?.interval) {
    const { value: points, interval } = overall;
    const kind = sideOf(interval) === 0 ? 'undecided' : 'ahead';
    conclusions.push({ kind, points, interval, benchmarks: compared.length });
  } else {
    const lacking = benchmarks.filter((difference) => difference.state !== 'compared' || difference.score === null);
    conclusions.push({ kind: 'no-overall', lacking: lacking.map(({ benchmark }) => benchmark) });
  }
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
