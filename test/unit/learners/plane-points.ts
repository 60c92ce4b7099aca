/** The points and the mixture that the reference values of the plane's learners were computed on. */
import type { Mixture2d } from '#benchmarks/numerics/mixture-2d.ts';

/** In Python: i = np.arange(n); X = np.stack([3*np.cos(1.7*i) + (i*i % 7)/5, 2*np.sin(.9*i) + (i*i*i % 11)/6], 1) */
export function planePoints(n: number): Float64Array {
  return Float64Array.from(
    Array.from({ length: n }, (_, i) => [
      3 * Math.cos(1.7 * i) + ((i * i) % 7) / 5,
      2 * Math.sin(0.9 * i) + ((i * i * i) % 11) / 6,
    ]).flat(),
  );
}

/**
 * W = np.array([.5, .3, .2]); M = np.array([[2., 1.], [-1., 0.], [0., 2.]])
 * C = np.array([[[1., .2], [.2, .8]], [[1.5, 0.], [0., 1.]], [[.7, -.1], [-.1, .9]]])
 */
export const THREE: Mixture2d = {
  weights: Float64Array.of(0.5, 0.3, 0.2),
  means: Float64Array.of(2, 1, -1, 0, 0, 2),
  covariances: Float64Array.of(1, 0.2, 0.8, 1.5, 0, 1, 0.7, -0.1, 0.9),
};

/** Returns the largest difference relative to 1 + |expected|. */
export function largestError(received: ArrayLike<number>, expected: ArrayLike<number>): number {
  let largest = received.length === expected.length ? 0 : Number.POSITIVE_INFINITY;
  for (let i = 0; i < expected.length; i++) {
    const error = Math.abs((received[i] as number) - (expected[i] as number)) / (1 + Math.abs(expected[i] as number));
    if (!(error <= largest)) largest = error;
  }
  return largest;
}
