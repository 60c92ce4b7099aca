/**
 * Laws 5, 6 and 9 of docs/laws.md: relative frequencies counted again and again in samples of themselves are neutral drift.
 * H = 1 − Σp² is the probability that two tokens differ, S₀ = Σp₀² that two of the truth agree; M tokens a fit, n fits.
 */
import { decayedUnits, grownUnits } from '../../numerics/draw.ts';
import { driftFactor, pooledDriftFactor } from '../../numerics/law-factors.ts';
import { truthAt } from '../../protocol/record.ts';
import { isAlone, type Law, type LawCurve, type LawSetting, soleStrategy } from '../shared/law.ts';
import { params } from './card.ts';

/** Law 5, replace: E H_n = (1 − 1/M)ⁿ(1 − S₀). */
export function heterozygosityReplace(sampleSize: number, agreement: number, fits: number): number {
  return driftFactor(sampleSize, fits) * (1 - agreement);
}

/** Law 5, accumulate: E H_n = (1 − S₀) ∏_{i≤n}(1 − 1/(M i²)). */
export function heterozygosityAccumulate(sampleSize: number, agreement: number, fits: number): number {
  return pooledDriftFactor(sampleSize, fits) * (1 - agreement);
}

/** Law 9: E H_n = (1 − S₀) ∏_{i≤n}(1 − 1/M_i), M_i = ⌊M iᵖ⌋. */
export function heterozygosityGrown(sampleSize: number, power: number, agreement: number, fits: number): number {
  let product = 1 - agreement;
  for (let i = 1; i <= fits; i++) product *= 1 - 1 / grownUnits(sampleSize, i, power);
  return product;
}

/** A training set of law 6: n_r fresh real tokens and n_s from the last model. */
export interface Mix {
  readonly real: number;
  readonly synthetic: number;
}

/**
 * Law 6, fixed counts, after n fits: two tokens of a training set agree because they are one token, because both are real
 * or one is (probability S₀ each), or because the last model makes both. The first fit has real tokens only.
 */
export function heterozygosityFresh(mix: Mix, agreement: number, fits: number): number {
  return heterozygosityMixed(mix.real + mix.synthetic, () => mix, agreement, fits);
}

/** Law 6 where the counts change: `mixOf` says those of a generation g ≥ 1, M in all. */
export function heterozygosityMixed(
  size: number,
  mixOf: (generation: number) => Mix,
  agreement: number,
  fits: number,
): number {
  let agree = (size + size * (size - 1) * agreement) / (size * size);
  for (let generation = 1; generation < fits; generation++) {
    const mix = mixOf(generation);
    agree = sourcesAgree(mix, agreement) + sharedAgree(mix) * agree;
  }
  return 1 - agree;
}

/** Law 6, fixed counts, in the limit: H∞ = 1 − [M + n_r(n_r−1)S₀ + 2 n_r n_s S₀]/[M² − n_s(n_s−1)]. */
export function heterozygosityFreshLimit(mix: Mix, agreement: number): number {
  return 1 - sourcesAgree(mix, agreement) / (1 - sharedAgree(mix));
}

/** Probability that two draws of tokens, with replacement, are one token, or two of which at least one is real and which agree. */
function sourcesAgree({ real, synthetic }: Mix, agreement: number): number {
  const size = real + synthetic;
  return (size + real * (real - 1) * agreement + 2 * real * synthetic * agreement) / (size * size);
}

/** Probability that two draws of tokens, with replacement, are two different ones of the last model. */
function sharedAgree({ real, synthetic }: Mix): number {
  const size = real + synthetic;
  return (synthetic * (synthetic - 1)) / (size * size);
}

/** Law 6, each token real with probability s, in the limit: H∞ = (1−1/M)(1−a)(1−S₀)/(1−(1−1/M)a) with a = (1−s)². */
export function heterozygosityFreshShareLimit(sampleSize: number, share: number, agreement: number): number {
  const a = (1 - share) * (1 - share);
  const drift = driftFactor(sampleSize, 1);
  return (drift * (1 - a) * (1 - agreement)) / (1 - drift * a);
}

const DRIFT = 'Wright 1931, doi:10.1093/genetics/16.2.97';
const MIGRATION = 'Crow & Kimura 1970, chapter 6';

/** M and S₀ of a run; null where the record has no truth to read S₀ from. */
function sizeOf({ params: given, truth }: LawSetting): { sampleSize: number; agreement: number } | null {
  const heterozygosity = truthAt(truth.heterozygosity, 0);
  return heterozygosity === undefined
    ? null
    : { sampleSize: params.parse(given).sampleSize, agreement: 1 - heterozygosity };
}

type Mean = (sampleSize: number, agreement: number, fits: number) => number;

const forRuns =
  (strategy: 'replace' | 'accumulate', mean: Mean) =>
  (setting: LawSetting): LawCurve | null => {
    const size = sizeOf(setting);
    return size && isAlone(setting, strategy) ? (fits) => mean(size.sampleSize, size.agreement, fits) : null;
  };

/** Every generation as `fresh` composes it, with its pauses and its decay. */
function curveOfFresh(setting: LawSetting): LawCurve | null {
  const size = sizeOf(setting);
  const strategy = soleStrategy(setting);
  if (!size || strategy?.id !== 'fresh') return null;
  const { share, every, decay = 0 } = strategy.resolved;
  const mixOf = (generation: number): Mix => {
    const isFresh = generation % Number(every) === 0;
    const real = isFresh ? decayedUnits(Number(share), Number(decay), generation, size.sampleSize) : 0;
    return { real, synthetic: size.sampleSize - real };
  };
  return (fits) => heterozygosityMixed(size.sampleSize, mixOf, size.agreement, fits);
}

function curveOfGrow(setting: LawSetting): LawCurve | null {
  const size = sizeOf(setting);
  const strategy = soleStrategy(setting);
  if (!size || strategy?.id !== 'grow') return null;
  return (fits) => heterozygosityGrown(size.sampleSize, Number(strategy.resolved.power), size.agreement, fits);
}

export const laws: readonly Law[] = [
  {
    id: 'law 5',
    metric: 'heterozygosity',
    statement: 'E(1 − Σp²)_n = (1 − 1/M)ⁿ(1 − S₀)',
    source: DRIFT,
    curve: forRuns('replace', heterozygosityReplace),
  },
  {
    id: 'law 5',
    metric: 'heterozygosity',
    statement: 'E(1 − Σp²)_n = (1 − S₀) ∏_{i≤n}(1 − 1/(M i²))',
    source: DRIFT,
    curve: forRuns('accumulate', heterozygosityAccumulate),
  },
  {
    id: 'law 6',
    metric: 'heterozygosity',
    statement: 'E(1 − Σp²)_n → 1 − [M + n_r(n_r−1)S₀ + 2n_r n_s S₀]/[M² − n_s(n_s−1)]',
    source: MIGRATION,
    curve: curveOfFresh,
  },
  {
    id: 'law 9',
    metric: 'heterozygosity',
    statement: 'E(1 − Σp²)_n = (1 − S₀) ∏_{i≤n}(1 − 1/M_i)',
    source: 'Xu, He & Cheng 2025, arXiv:2505.13947, for the series',
    curve: curveOfGrow,
  },
];
