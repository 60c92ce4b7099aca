/**
 * Laws 1 to 3 of docs/laws.md, and with those of laws-of-strategies.ts all of the benchmark's: a one-dimensional normal distribution refitted to its own samples. In units of the true
 * variance; M examples a fit, n fits. Given the last model the sample mean has variance σ_{n−1}²/M and the sample variance
 * is σ_{n−1}² χ²_{M−1}/(M−1): the moments of such products are the laws.
 */

import { driftFactor, meanChiRatio, meanLogChiSquareRatio, pooledDriftFactor } from '../../numerics/law-factors.ts';
import { isAlone, type Law, type LawCurve, type LawSetting } from '../shared/law.ts';
import { params } from './card.ts';
import { lawsOfStrategies } from './laws-of-strategies.ts';

/** Law 1: E(μ_n − μ)² = nσ²/M. */
export function meanErrorUnbiased(sampleSize: number, fits: number): number {
  return fits / sampleSize;
}

/** Law 1: E W₂² = σ²[n/M + 2(1 − c₄(M)ⁿ)]. */
export function squaredW2Unbiased(sampleSize: number, fits: number): number {
  const root = Math.exp(fits * Math.log(meanChiRatio(sampleSize - 1)));
  return meanErrorUnbiased(sampleSize, fits) + 2 * (1 - root);
}

/** Law 1: E ln(σ_n²/σ²) = n[ψ((M−1)/2) − ln((M−1)/2)]. */
export function logVarianceUnbiased(sampleSize: number, fits: number): number {
  return fits * meanLogChiSquareRatio(sampleSize - 1);
}

/** From the lines of law 1: E KL = ½[Eσ_n² + E(μ_n − μ)² − 1 − E ln σ_n²] in units of σ², nats. */
export function klUnbiased(sampleSize: number, fits: number): number {
  return 0.5 * (meanErrorUnbiased(sampleSize, fits) - logVarianceUnbiased(sampleSize, fits));
}

/** Law 2: Eσ_n² = σ²(1 − 1/M)ⁿ with the divisor M. */
export function varianceMle(sampleSize: number, fits: number): number {
  return driftFactor(sampleSize, fits);
}

/** Law 2: E(μ_n − μ)² = σ² − Eσ_n²: what the variance loses, the mean's error gains. */
export function meanErrorMle(sampleSize: number, fits: number): number {
  return 1 - varianceMle(sampleSize, fits);
}

/** Law 3: Eσ_n² = σ² ∏_{i≤n}(1 − 1/(M i²)) with the divisor M, all samples kept. */
export function varianceMlePooled(sampleSize: number, fits: number): number {
  return pooledDriftFactor(sampleSize, fits);
}

const KAZDAN = 'Kazdan et al. 2024, arXiv:2410.16713';
const SHUMAILOV = 'Shumailov et al. 2024, doi:10.1038/s41586-024-07566-y';

type Mean = (sampleSize: number, fits: number) => number;

/** A law of one dimension, for one estimator and one strategy alone. */
const forRuns =
  (estimator: 'unbiased' | 'mle', strategy: 'replace' | 'accumulate', mean: Mean) =>
  (setting: LawSetting): LawCurve | null => {
    const { sampleSize, dimension, estimator: used } = params.parse(setting.params);
    if (dimension !== 1 || used !== estimator || !isAlone(setting, strategy)) return null;
    return (fits) => mean(sampleSize, fits);
  };

export const laws: readonly Law[] = [
  {
    id: 'law 1',
    metric: 'w2',
    statement: 'E W₂² = σ²[n/M + 2(1 − c₄(M)ⁿ)]',
    source: KAZDAN,
    curve: forRuns('unbiased', 'replace', squaredW2Unbiased),
  },
  {
    id: 'law 1',
    metric: 'kl',
    statement: 'E KL = ½n[1/M − ψ((M−1)/2) + ln((M−1)/2)]',
    source: `${KAZDAN}, its lines added up`,
    curve: forRuns('unbiased', 'replace', klUnbiased),
  },
  {
    id: 'law 1',
    metric: 'mean-error',
    statement: 'E(μ_n − μ)² = nσ²/M',
    source: KAZDAN,
    curve: forRuns('unbiased', 'replace', meanErrorUnbiased),
  },
  {
    id: 'law 1',
    metric: 'variance-ratio',
    statement: 'Eσ_n² = σ²',
    source: KAZDAN,
    skewed: true,
    curve: forRuns('unbiased', 'replace', () => 1),
  },
  {
    id: 'law 2',
    metric: 'mean-error',
    statement: 'E(μ_n − μ)² = σ² − Eσ_n²',
    source: SHUMAILOV,
    curve: forRuns('mle', 'replace', meanErrorMle),
  },
  {
    id: 'law 2',
    metric: 'variance-ratio',
    statement: 'Eσ_n² = σ²(1 − 1/M)ⁿ',
    source: SHUMAILOV,
    curve: forRuns('mle', 'replace', varianceMle),
  },
  {
    id: 'law 3',
    metric: 'variance-ratio',
    statement: 'Eσ_n² = σ² ∏_{i≤n}(1 − 1/(M i²))',
    source: KAZDAN,
    curve: forRuns('mle', 'accumulate', varianceMlePooled),
  },
  ...lawsOfStrategies,
];
