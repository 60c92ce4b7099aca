/** Rare categories alive, against what one fit to the truth can attain. */

/** Share of the categories that count as rare: the rarest decile. */
export const RARE_SHARE = 0.1;

/** Number of rare categories among k: the last ⌈k/10⌉ where categories are in descending order of true probability. */
export function rareCount(categories: number): number {
  return Math.ceil(categories * RARE_SHARE);
}

/** Expected number of categories seen in a sample of M draws from p: Σ[1 − (1 − p_i)^M]. */
export function expectedSupport(p: Float64Array, sampleSize: number): number {
  let sum = 0;
  for (let i = 0; i < p.length; i++) sum -= Math.expm1(sampleSize * Math.log1p(-(p[i] as number)));
  return sum;
}

/**
 * Rare categories with p > 0, over the number expected after one fit of `sampleSize` draws from the truth.
 * 1 is what one fit attains on average; more is possible, by luck or with more data.
 * @param p fitted probabilities, categories in descending order of true probability `[k]`
 */
export function tailRecall(p: Float64Array, truth: Float64Array, sampleSize: number): number {
  // Of the categories that there are.
  const end = truth.findLastIndex((probability) => probability > 0) + 1;
  const from = end - rareCount(end);
  let alive = 0;
  for (let i = from; i < end; i++) if ((p[i] as number) > 0) alive++;
  return alive / expectedSupport(truth.subarray(from, end), sampleSize);
}
