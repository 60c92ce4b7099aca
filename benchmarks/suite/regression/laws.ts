/**
 * Law 4 of docs/laws.md: least squares refitted to its own labels. In units of the true noise variance; d dimensions,
 * M examples a fit, n fits. Each fit adds an independent error of covariance (variance of its labels)·(XᵀX)⁻¹, and
 * E tr (XᵀX)⁻¹ = d/(M − d − 1) for inputs x ~ N(0, I) (inverse Wishart).
 */
import { meanChiRatio } from '../../numerics/law-factors.ts';
import { isAlone, type Law, type LawCurve, type LawSetting } from '../shared/law.ts';
import { params } from './card.ts';

/** Size of a run: `sampleSize` M and `dimension` d. */
export interface Size {
  readonly sampleSize: number;
  readonly dimension: number;
}

/** With what noise a model labels: the true σ or its own estimate. */
export type Noise = 'known' | 'estimated';

/** What one fit adds to the mean excess risk: σ²d/(M−d−1). */
export function riskPerFit({ sampleSize, dimension }: Size): number {
  return dimension / (sampleSize - dimension - 1);
}

/** Replace: E‖ŵ_n − w‖² = σ²d/(M−d−1)·n, whatever the design and the noise. */
export function excessRiskReplace(size: Size, fits: number): number {
  return riskPerFit(size) * fits;
}

/**
 * Replace: E predictive W₂² = σ²[d/(M−d−1)·n + 2(1 − c)] with c = E σ̂_n/σ. One fit has c₁ = E χ_{M−d}/√(M−d); where the
 * estimated noise is handed on c = c₁ⁿ, else each fit starts from the true one and c = c₁.
 */
export function predictiveW2Replace(size: Size, noise: Noise, fits: number): number {
  const once = meanChiRatio(size.sampleSize - size.dimension);
  const shrunk = noise === 'known' ? once : Math.exp(fits * Math.log(once));
  return excessRiskReplace(size, fits) + 2 * (1 - shrunk);
}

/**
 * Mean excess risk and mean σ̂² after n fits that accumulate, with a fixed design. Fit i moves ŵ by 1/i of the error of its
 * newest labels, whose variance is σ² (known noise) or what fit i − 1 estimated. The mean residual sum of squares over n
 * copies of the design is Σ_{i≤n} [(M − d) + d(i − 1)/i]·(variance of labels i): within the copies, and between the copies'
 * own estimates, which follow each other instead of lying around one w.
 */
function pool({ sampleSize, dimension }: Size, noise: Noise, fits: number): { risk: number; variance: number } {
  const perFit = riskPerFit({ sampleSize, dimension });
  let risk = 0;
  let squares = 0;
  let variance = 1;
  for (let i = 1; i <= fits; i++) {
    const labels = noise === 'known' ? 1 : variance;
    risk += (perFit * labels) / (i * i);
    squares += (sampleSize - dimension + (dimension * (i - 1)) / i) * labels;
    variance = squares / (i * sampleSize - dimension);
  }
  return { risk, variance };
}

/** Accumulate, fixed design: E‖ŵ_n − w‖² = σ²d/(M−d−1)·Σ_{i≤n} v_{i−1}/i², with v = 1 for known noise and else E σ̂²/σ². */
export function excessRiskAccumulate(size: Size, noise: Noise, fits: number): number {
  return pool(size, noise, fits).risk;
}

/** Accumulate, fixed design: E σ̂_n² = σ²v_n with v_n = Σ_{i≤n} [M − d + d(i−1)/i]·(v_{i−1} or 1)/(nM − d). */
export function noiseRatioAccumulate(size: Size, noise: Noise, fits: number): number {
  return pool(size, noise, fits).variance;
}

const GERSTGRASSER = 'Gerstgrasser et al. 2024, arXiv:2404.01413';
const DERIVED = 'docs/laws.md, from the chi distribution of the residuals';

type Mean = (size: Size, noise: Noise, fits: number) => number;

/** From M > d + 3 the excess risk has a finite variance, without which no mean over seeds can be held to a law. */
const SPARE = 3;

/** A law for one strategy alone; that of accumulation holds for a fixed design only. */
const forRuns =
  (strategy: 'replace' | 'accumulate', mean: Mean) =>
  (setting: LawSetting): LawCurve | null => {
    const { sampleSize, dimension, design, noise } = params.parse(setting.params);
    if (sampleSize <= dimension + SPARE || !isAlone(setting, strategy)) return null;
    if (strategy === 'accumulate' && design !== 'fixed') return null;
    return (fits) => mean({ sampleSize, dimension }, noise, fits);
  };

export const laws: readonly Law[] = [
  {
    id: 'law 4',
    metric: 'predictive-w2',
    statement: 'E[‖ŵ_n − w‖² + (σ̂_n − σ)²] = σ²[d/(M−d−1)·n + 2(1 − cⁿ)]',
    source: DERIVED,
    curve: forRuns('replace', predictiveW2Replace),
  },
  {
    id: 'law 4',
    metric: 'excess-risk',
    statement: 'E‖ŵ_n − w‖² = σ²d/(M−d−1)·n',
    source: GERSTGRASSER,
    curve: forRuns('replace', (size, _, fits) => excessRiskReplace(size, fits)),
  },
  {
    id: 'law 4',
    metric: 'excess-risk',
    statement: 'E‖ŵ_n − w‖² = σ²d/(M−d−1)·Σ_{i≤n} v_{i−1}/i²',
    source: GERSTGRASSER,
    curve: forRuns('accumulate', excessRiskAccumulate),
  },
  {
    id: 'law 4',
    metric: 'noise-ratio',
    statement: 'Eσ̂_n² = σ²',
    source: DERIVED,
    skewed: true,
    curve: forRuns('replace', () => 1),
  },
  {
    id: 'law 4',
    metric: 'noise-ratio',
    statement: 'Eσ̂_n² = σ²v_n',
    source: DERIVED,
    curve: forRuns('accumulate', noiseRatioAccumulate),
  },
];
