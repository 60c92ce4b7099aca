/** Diversity of a distribution p over categories `[k]`: the Hill numbers' family (Hill 1973). */

/** exp(entropy): how many equally frequent categories are as diverse; range [1, k]. */
export function effectiveCategories(p: Float64Array): number {
  let entropy = 0;
  for (let i = 0; i < p.length; i++) {
    const share = p[i] as number;
    if (share > 0) entropy -= share * Math.log(share);
  }
  return Math.exp(entropy);
}

/** Number of categories with p > 0. */
export function support(p: Float64Array): number {
  let alive = 0;
  for (let i = 0; i < p.length; i++) if ((p[i] as number) > 0) alive++;
  return alive;
}

/** 1 − Σp²: the probability that two draws differ (Nei 1973); range [0, 1 − 1/k]. */
export function heterozygosity(p: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < p.length; i++) sum += (p[i] as number) * (p[i] as number);
  return 1 - sum;
}
