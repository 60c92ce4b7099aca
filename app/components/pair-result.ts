/** What a pair of a comparison comes to, from either side. */
import type { ComparisonView, MeanDifferenceView, PairView } from '#leaderboard/views/index.ts';

export type Verdict = 'ahead' | 'behind' | 'open' | 'unknown';

/** Over every benchmark of the suite where that could be computed, else over those on which both have a score. */
export const meanOf = ({ overall, common }: Pick<PairView, 'overall' | 'common'>): MeanDifferenceView | null =>
  overall ?? common;

/** `open` where the interval holds 0, `unknown` where there is no interval. */
export function verdictOf({ low, high }: Pick<MeanDifferenceView, 'low' | 'high'>): Verdict {
  if (low === null || high === null) return 'unknown';
  if (low > 0) return 'ahead';
  return high < 0 ? 'behind' : 'open';
}

/** The same difference seen from the second: a probability of improvement counts half a tie on either side, so the two make 1. */
export function turned({ value, low, high, benchmarks, probability }: MeanDifferenceView): MeanDifferenceView {
  const negative = (number: number | null): number | null => (number === null ? null : 0 - number);
  return {
    value: 0 - value,
    low: negative(high),
    high: negative(low),
    benchmarks,
    probability: probability === null ? null : 1 - probability,
  };
}

/** The pair of two places in the list of entries with its mean difference, row minus column; null on the diagonal. */
export function resultOf(
  { pairs }: Pick<ComparisonView, 'pairs'>,
  row: number,
  column: number,
): { readonly pair: PairView; readonly mean: MeanDifferenceView | null } | null {
  const pair = pairs.find(
    ({ first, second }) => (first === row && second === column) || (first === column && second === row),
  );
  if (!pair) return null;
  const mean = meanOf(pair);
  return { pair, mean: mean && (pair.first === row ? mean : turned(mean)) };
}
