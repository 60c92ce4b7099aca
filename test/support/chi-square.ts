import chisquareQuantile from '@stdlib/stats-base-dists-chisquare-quantile';

/**
 * Pearson's goodness of fit. Cells expected fewer than five times are pooled into one.
 * @returns the statistic and the quantile at `confidence` of its distribution under the expectation
 */
export function chiSquare(
  observed: ArrayLike<number>,
  expected: ArrayLike<number>,
  confidence: number,
): { readonly statistic: number; readonly limit: number } {
  let statistic = 0;
  let cells = 0;
  const pooled = { observed: 0, expected: 0 };
  const add = (o: number, e: number) => {
    statistic += ((o - e) * (o - e)) / e;
    cells++;
  };
  for (let i = 0; i < observed.length; i++) {
    const [o, e] = [observed[i] as number, expected[i] as number];
    if (e >= 5) add(o, e);
    else {
      pooled.observed += o;
      pooled.expected += e;
    }
  }
  if (pooled.expected > 0) add(pooled.observed, pooled.expected);
  return { statistic, limit: chisquareQuantile(confidence, Math.max(1, cells - 1)) };
}
