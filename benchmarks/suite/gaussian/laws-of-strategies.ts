/**
 * Laws 8 to 10 of docs/laws.md: what `neon`, `grow` and `fresh` do to a normal distribution in one dimension, in units of the true variance.
 */
import { z } from 'zod';
import { decayedUnits, grownUnits, unitsOfShare } from '../../numerics/draw.ts';
import { meanChiRatio } from '../../numerics/law-factors.ts';
import { type Law, type LawCurve, type LawSetting, soleStrategy } from '../shared/law.ts';
import { params } from './card.ts';

type Estimator = z.infer<typeof params>['estimator'];

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

/** Law 9: E(μ_n − μ)² = σ² Σ_{i≤n} 1/M_i, unbiased, M_i = ⌊M iᵖ⌋. Below ζ(p)σ²/M for ever where p > 1 (but for the rounding). */
export function meanErrorGrown(sampleSize: number, power: number, fits: number): number {
  let sum = 0;
  for (let i = 1; i <= fits; i++) sum += 1 / grownUnits(sampleSize, i, power);
  return sum;
}

/** Law 9: E W₂² = σ²[Σ 1/M_i + 2(1 − ∏ c₄(M_i))], unbiased. */
export function squaredW2Grown(sampleSize: number, power: number, fits: number): number {
  let root = 1;
  for (let i = 1; i <= fits; i++) root *= meanChiRatio(grownUnits(sampleSize, i, power) - 1);
  return meanErrorGrown(sampleSize, power, fits) + 2 * (1 - root);
}

/** Law 9: Eσ_n² = σ² ∏_{i≤n}(1 − 1/M_i) with the divisor M; the error of the mean is what the variance has lost. */
export function varianceMleGrown(sampleSize: number, power: number, fits: number): number {
  let product = 1;
  for (let i = 1; i <= fits; i++) product *= 1 - 1 / grownUnits(sampleSize, i, power);
  return product;
}

export interface Mixed {
  /** E(μ_n − μ)² */
  readonly error: number;
  /** Eσ_n² */
  readonly variance: number;
}

/**
 * Law 10: a fit pools k_g fresh examples and M − k_g samples of the last model. With s = k_g/M
 *   E(μ_g − μ)² = (1 − s)² E(μ_{g−1} − μ)² + [(1 − s)Eσ²_{g−1} + sσ²]/M,
 *   Eσ²_g = b·[(1 − s)Eσ²_{g−1} + sσ² + M/(M − 1)·s(1 − s)E(μ_{g−1} − μ)²], b = 1 − 1/M with the divisor M, else 1.
 * @param realUnits k_g of a generation g ≥ 1
 */
export function mixedWithFresh(
  sampleSize: number,
  estimator: Estimator,
  realUnits: (generation: number) => number,
  fits: number,
): Mixed {
  const b = kept(estimator, sampleSize);
  let state: Mixed = { error: 1 / sampleSize, variance: b };
  for (let generation = 1; generation < fits; generation++) {
    const share = realUnits(generation) / sampleSize;
    const own = 1 - share;
    const pooled = own * state.variance + share;
    const between = (sampleSize / (sampleSize - 1)) * share * own * state.error;
    state = { error: own * own * state.error + pooled / sampleSize, variance: b * (pooled + between) };
  }
  return state;
}

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

/** Law 9 of one dimension, where `grow` runs alone; of one estimator, or of both. */
const forGrow =
  (estimator: Estimator, mean: (sampleSize: number, power: number, fits: number) => number) =>
  (run: LawSetting): LawCurve | null => {
    const { sampleSize, dimension, estimator: used } = params.parse(run.params);
    const alone = soleStrategy(run);
    if (dimension !== 1 || used !== estimator || alone?.id !== 'grow') return null;
    const { power } = growParams.parse(alone.resolved);
    return (fits) => mean(sampleSize, power, fits);
  };

const growParams = z.object({ power: z.number() });

/** Law 10 of one dimension, where `fresh` runs alone, with any pauses and decay. */
const forFresh =
  (value: (state: Mixed) => number) =>
  (run: LawSetting): LawCurve | null => {
    const { sampleSize, dimension, estimator } = params.parse(run.params);
    const alone = soleStrategy(run);
    if (dimension !== 1 || alone?.id !== 'fresh') return null;
    const { share, every, decay } = freshParams.parse(alone.resolved);
    const realUnits = (generation: number) =>
      generation % every === 0 ? decayedUnits(share, decay, generation, sampleSize) : 0;
    return (fits) => value(mixedWithFresh(sampleSize, estimator, realUnits, fits));
  };

const freshParams = z.object({ share: z.number(), every: z.number(), decay: z.number().default(0) });

const XU = 'Xu, He & Cheng 2025, arXiv:2505.13947, for the series';
const BAKSHI = 'The moments of a pooled sample; Bakshi & Chakraborty 2026, arXiv:2602.10531, for decaying shares';

export const lawsOfStrategies: readonly Law[] = [
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
  {
    id: 'law 9',
    metric: 'w2',
    statement: 'E W₂² = σ²[Σ 1/M_i + 2(1 − ∏ c₄(M_i))]',
    source: XU,
    curve: forGrow('unbiased', squaredW2Grown),
  },
  {
    id: 'law 9',
    metric: 'mean-error',
    statement: 'E(μ_n − μ)² = σ² Σ_{i≤n} 1/M_i',
    source: XU,
    curve: forGrow('unbiased', meanErrorGrown),
  },
  {
    id: 'law 9',
    metric: 'variance-ratio',
    statement: 'Eσ_n² = σ²',
    source: XU,
    curve: forGrow('unbiased', () => 1),
  },
  {
    id: 'law 9',
    metric: 'mean-error',
    statement: 'E(μ_n − μ)² = σ² − Eσ_n²',
    source: XU,
    curve: forGrow('mle', (...at) => 1 - varianceMleGrown(...at)),
  },
  {
    id: 'law 9',
    metric: 'variance-ratio',
    statement: 'Eσ_n² = σ² ∏_{i≤n}(1 − 1/M_i)',
    source: XU,
    curve: forGrow('mle', varianceMleGrown),
  },
  {
    id: 'law 10',
    metric: 'mean-error',
    statement: 'E(μ_g − μ)² = (1 − s_g)² E(μ_{g−1} − μ)² + [(1 − s_g)Eσ²_{g−1} + s_g σ²]/M',
    source: BAKSHI,
    curve: forFresh(({ error }) => error),
  },
  {
    id: 'law 10',
    metric: 'variance-ratio',
    statement: 'Eσ²_g = b[(1 − s_g)Eσ²_{g−1} + s_g σ² + M/(M − 1) · s_g(1 − s_g)E(μ_{g−1} − μ)²]',
    source: BAKSHI,
    curve: forFresh(({ variance }) => variance),
  },
];
