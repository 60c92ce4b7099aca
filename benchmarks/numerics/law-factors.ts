/** The factors that closed-form laws (docs/laws.md) are products and sums of. M is the size of one sample, n counts fits. */
import digamma from '@stdlib/math-base-special-digamma';
import gammaln from '@stdlib/math-base-special-gammaln';

/** (1 − 1/M)ⁿ: the share of a variance, or of a heterozygosity, that n samples of samples leave on average. */
export function driftFactor(sampleSize: number, fits: number): number {
  return Math.exp(fits * Math.log1p(-1 / sampleSize));
}

/** ∏_{i≤n}(1 − 1/(M i²)): the same where all samples are kept and pooled; its limit is above 0. */
export function pooledDriftFactor(sampleSize: number, fits: number): number {
  let product = 1;
  for (let i = 1; i <= fits; i++) product *= 1 - 1 / (sampleSize * i * i);
  return product;
}

/**
 * E χ_ν/√ν = √(2/ν) Γ((ν+1)/2)/Γ(ν/2): how far an unbiased variance's root falls short of the deviation on average. With
 * ν = M − 1 it is the c₄(M) of quality control.
 */
export function meanChiRatio(degreesOfFreedom: number): number {
  const half = degreesOfFreedom / 2;
  return Math.exp(gammaln(half + 0.5) - gammaln(half)) / Math.sqrt(half);
}

/** E ln(χ²_ν/ν) = ψ(ν/2) − ln(ν/2): what the logarithm of an unbiased variance loses on average; below 0. */
export function meanLogChiSquareRatio(degreesOfFreedom: number): number {
  return digamma(degreesOfFreedom / 2) - Math.log(degreesOfFreedom / 2);
}
