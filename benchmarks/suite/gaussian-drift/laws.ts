/**
 * Law 7 of docs/laws.md: a normal distribution in one dimension whose location moves by δ a generation and whose scale s_g grows,
 * followed with a share s of fresh data; s = 0 is replace, s = 1 oracle. M examples a fit, unbiased variance, in units of s_0.
 * With n = (1 − s)M samples of N(μ, σ²) and k = sM real ones of N(m, s_g²) in a fit:
 *   the lag ℓ_g = E(m_g − μ_g) is (1 − s)(ℓ_{g−1} + δ), so (1 − s)/s · (1 − (1 − s)^g) · δ, or gδ where s = 0;
 *   the mean's variance v_g = (1 − s)²(v_{g−1} + Eσ²_{g−1}/n) + s² s_g²/k;
 *   Eσ²_g = (1 − s)Eσ²_{g−1} + s s_g² + M/(M − 1) · s(1 − s)((ℓ_{g−1} + δ)² + v_{g−1}).
 */

import { params } from '../gaussian/card.ts';
import { isAlone, type Law, type LawCurve, type LawSetting, soleStrategy } from '../shared/law.ts';
import { STEP, scaleAt } from './speed.ts';

export interface Following {
  /** E(m_g − μ_g), along the direction of the motion. */
  readonly lag: number;
  /** Variance of the model's mean. */
  readonly spread: number;
  /** E of the model's variance. */
  readonly variance: number;
}

/** The moments at a generation, in units of the scale at generation 0. `share`: of fresh data, in [0, 1]. */
export function followed(sampleSize: number, share: number, generation: number): Following {
  let state: Following = { lag: 0, spread: 1 / sampleSize, variance: 1 };
  const own = 1 - share;
  for (let g = 1; g <= generation; g++) {
    const truth = scaleAt(g) * scaleAt(g);
    const behind = state.lag + STEP;
    const gap = behind * behind + state.spread;
    state = {
      lag: own * behind,
      spread: own * own * state.spread + (own * state.variance) / sampleSize + (share * truth) / sampleSize,
      variance: own * state.variance + share * truth + (sampleSize / (sampleSize - 1)) * share * own * gap,
    };
  }
  return state;
}

/** The share of fresh data of a run that the law speaks of; null where it is another strategy's. */
function shareOf(setting: LawSetting): number | null {
  if (isAlone(setting, 'replace')) return 0;
  if (isAlone(setting, 'oracle')) return 1;
  if (!isAlone(setting, 'fresh')) return null;
  const { share, every, decay } = soleStrategy(setting)?.resolved ?? {};
  return typeof share === 'number' && every === 1 && decay === undefined ? share : null;
}

const forRuns =
  (mean: (state: Following, generation: number) => number) =>
  (setting: LawSetting): LawCurve | null => {
    const { sampleSize, dimension, estimator } = params.parse(setting.params);
    const share = shareOf(setting);
    if (share === null || dimension !== 1 || estimator !== 'unbiased') return null;
    // A share is drawn in whole examples.
    const drawn = Math.round(share * sampleSize) / sampleSize;
    return (fits) => mean(followed(sampleSize, drawn, fits - 1), fits - 1);
  };

const SOURCE = 'The moments of a pooled sample, one generation from the other';

export const laws: readonly Law[] = [
  {
    id: 'law 7',
    metric: 'mean-error',
    statement: 'E(μ_g − m_g)² = ℓ_g² + v_g',
    source: SOURCE,
    curve: forRuns(({ lag, spread }, generation) => (lag * lag + spread) / scaleAt(generation) / scaleAt(generation)),
  },
  {
    id: 'law 7',
    metric: 'variance-ratio',
    statement: 'Eσ²_g = (1 − s)Eσ²_{g−1} + s s_g² + M/(M − 1) · s(1 − s)((ℓ_{g−1} + δ)² + v_{g−1})',
    source: SOURCE,
    curve: forRuns(({ variance }, generation) => variance / scaleAt(generation) / scaleAt(generation)),
  },
];
