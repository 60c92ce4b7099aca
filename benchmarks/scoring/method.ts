/** The constants of the scoring method. A snapshot carries them, so that its scores and ranks can be recomputed from the file alone. */
import { CLIP_HIGH, CLIP_LOW } from '../protocol/score-range.ts';

export { CLIP_HIGH, CLIP_LOW };

/** Two-sided confidence of every interval, and the simultaneous confidence of all rank intervals of a ranking together. */
export const CONFIDENCE = 0.95;

/** Number of bootstrap resamples. */
export const RESAMPLES = 10_000;

/** Path of the bootstrap's random stream; benchmark b draws its seed indices from the child named by b's id. */
export const BOOTSTRAP_STREAM = 'heirloom/scoring/1/bootstrap';

/** Below this number of seeds a page says "few seeds". */
export const FEW_SEEDS = 10;

/** With fewer seeds a probability of improvement is not shown: at two seeds it takes nine values, whatever the strategies. */
export const IMPROVEMENT_SEEDS = 5;

/** What a snapshot records of the method. */
export interface ScoringMethod {
  readonly version: 1;
  readonly confidence: number;
  readonly resamples: number;
  readonly stream: string;
  readonly clip: readonly [number, number];
}

export const SCORING_METHOD: ScoringMethod = {
  version: 1,
  confidence: CONFIDENCE,
  resamples: RESAMPLES,
  stream: BOOTSTRAP_STREAM,
  clip: [CLIP_LOW, CLIP_HIGH],
};

/** A benchmark's score as it enters an overall score. */
export function clipScore(score: number): number {
  return Math.max(CLIP_LOW, Math.min(CLIP_HIGH, score));
}
