/**
 * Laws 1 to 3 and 8 of docs/laws.md: a one-dimensional normal distribution refitted to its own samples. In units of the true
 * variance; M examples a fit, n fits. Given the last model the sample mean has variance σ_{n−1}²/M and the sample variance
 * is σ_{n−1}² χ²_{M−1}/(M−1): the moments of such products are the laws.
 */

import { z } from 'zod';
import type { Estimator } from '../../learners/gaussian.ts';
import { unitsOfShare } from '../../numerics/draw.ts';
import { driftFactor, meanChiRatio, meanLogChiSquareRatio, pooledDriftFactor } from '../../numerics/law-factors.ts';
import { isAlone, type Law, type LawCurve, type LawSetting, soleStrategy } from '../shared/law.ts';
import { params } from './card.ts';

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

export interface NeonSetting {
  readonly sampleSize: number;
  /** M′, own samples that the copy is fitted to. */
  readonly own: number;
  /** w */
  readonly weight: number;
  readonly estimator: Estimator;
}

/** What a fit to n samples leaves of the variance on average. */
const kept = (estimator: Estimator, n: number): number => (estimator === 'mle' ? 1 - 1 / n : 1);

/** Law 8: by what Eσ² is multiplied in a generation that steps away from its copy. */
function neonFactor({ sampleSize, own, weight, estimator }: NeonSetting): number {
  return kept(estimator, sampleSize) * (1 + weight * (1 - kept(estimator, own)));
}

/** Law 8: Eσ_n² = σ²(1 − 1/M)ⁿ(1 + w/M′)ⁿ⁻¹ with the divisor M, σ² with M − 1: generation 0 steps nowhere. */
export function varianceNeon(setting: NeonSetting, fits: number): number {
  let variance = kept(setting.estimator, setting.sampleSize);
  for (let i = 1; i < fits; i++) variance *= neonFactor(setting);
  return variance;
}

/** Law 8: E(μ_n − μ)² = σ²/M + Σ_{i<n} Eσ_i²(1/M + w² b/M′), b = 1 − 1/M with the divisor M, else 1. */
export function meanErrorNeon(setting: NeonSetting, fits: number): number {
  const { sampleSize, own, weight, estimator } = setting;
  const step = 1 / sampleSize + (weight * weight * kept(estimator, sampleSize)) / own;
  let error = 1 / sampleSize;
  for (let i = 1; i < fits; i++) error += varianceNeon(setting, i) * step;
  return error;
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

const neonParams = z.object({ weight: z.number(), own: z.number() });

/** Law 8 of one dimension, where `neon` runs alone. */
const forNeon =
  (mean: (setting: NeonSetting, fits: number) => number) =>
  (run: LawSetting): LawCurve | null => {
    const { sampleSize, dimension, estimator } = params.parse(run.params);
    const alone = soleStrategy(run);
    if (dimension !== 1 || alone?.id !== 'neon') return null;
    const { weight, own } = neonParams.parse(alone.resolved);
    const setting = { sampleSize, own: Math.max(1, unitsOfShare(own, sampleSize)), weight, estimator };
    return (fits) => mean(setting, fits);
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
  {
    id: 'law 8',
    metric: 'mean-error',
    statement: 'E(μ_n − μ)² = σ²/M + Σ_{i<n} Eσ_i²(1/M + w² b/M′)',
    source: 'derived in the README of neon',
    curve: forNeon(meanErrorNeon),
  },
  {
    id: 'law 8',
    metric: 'variance-ratio',
    statement: 'Eσ_n² = σ² bⁿ(1 + w(1 − b′))ⁿ⁻¹',
    source: 'derived in the README of neon',
    skewed: true,
    curve: forNeon(varianceNeon),
  },
];
