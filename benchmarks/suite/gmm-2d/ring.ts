/** The real distribution of gmm-2d: eight Gaussians on a ring, with Zipf weights. */
import { cumulative, type Mixture2d } from '../../numerics/mixture-2d.ts';

export const RADIUS = 4;
/** Standard deviation of every mode, the same in all directions. */
export const DEVIATION = 0.5;
/**
 * Rank of the mode at angle position·45°: the bit-reversed order, so that common modes lie opposite each other and no two
 * of the three rarest are neighbours.
 */
export const RANKS: readonly number[] = [1, 5, 3, 7, 2, 6, 4, 8];
/** Positions of the three rarest modes (ranks 6, 7 and 8). */
export const RARE_MODES: readonly number[] = RANKS.flatMap((rank, position) => (rank > 5 ? [position] : []));

/** The truth: weight of rank r ∝ 1/r. */
export const RING: Mixture2d = ringOf(
  RANKS.map((rank) => 1 / rank),
  DEVIATION,
);

/** The suite's simulator: it knows the places, not the weights, and blurs: uniform weights, σ = 0.7. */
export const SIMULATED_RING: Mixture2d = ringOf(
  RANKS.map(() => 1),
  0.7,
);

/**
 * Mass of the ring outside all eight 99% discs: 0.01 less what modes leave in their neighbours' discs. SciPy 1.10:
 * 0.01 - 2*ncx2.cdf(-2*log(.01), 2, (8*sin(pi/8)/.5)**2)
 */
export const RING_OUTLIER_MASS = 0.008639242309249348;

function ringOf(heights: readonly number[], deviation: number): Mixture2d {
  const total = cumulative(heights).at(-1) as number;
  const variance = deviation * deviation;
  return {
    weights: Float64Array.from(heights, (height) => height / total),
    means: Float64Array.from(
      heights.flatMap((_, position) => {
        const angle = (Math.PI * position) / 4;
        return [RADIUS * Math.cos(angle), RADIUS * Math.sin(angle)];
      }),
    ),
    covariances: Float64Array.from(heights.flatMap(() => [variance, 0, variance])),
  };
}
