/** In one dimension a Gaussian has two parameters: every metric follows from the errors of its mean and its variance. */
import { centralEscape, klDivergence, tailMass } from './gaussian.ts';
import type { Relation, Setting } from './relation.ts';

/** In more dimensions these metrics are means over coordinates and no functions of each other. */
const isLine = ({ params }: Setting): boolean => params.dimension === 1;

/** A Gaussian with these errors; the metrics don't tell the sign of the mean. */
const modelOf = (meanError: number, variance: number) => ({
  mean: Float64Array.of(Math.sqrt(meanError)),
  covariance: Float64Array.of(variance),
  factor: Float64Array.of(Math.sqrt(variance)),
});

export const GAUSSIAN_RELATIONS: readonly Relation[] = [
  {
    metric: 'w2-root',
    from: ['w2'],
    words: 'the square root of w2',
    computed: true,
    allowed: ([w2 = 0]) => Math.sqrt(w2),
  },
  {
    metric: 'w2',
    from: ['mean-error', 'variance-ratio'],
    words: 'mean-error + (√variance-ratio − 1)²',
    computed: true,
    allowed: ([meanError = 0, variance = 0], setting) => {
      // In more dimensions the rest is a sum over eigenvalues.
      if (!isLine(setting)) return [meanError, null];
      const difference = Math.sqrt(variance) - 1;
      return meanError + difference * difference;
    },
  },
  {
    metric: 'kl',
    from: ['mean-error', 'variance-ratio'],
    words: '½(variance-ratio + mean-error − 1 − ln variance-ratio)',
    computed: true,
    allowed: ([meanError = 0, variance = 0], setting) =>
      isLine(setting) && variance > 0 ? klDivergence(modelOf(meanError, variance)) : null,
  },
  {
    metric: 'tail-mass',
    from: ['mean-error', 'variance-ratio'],
    words: 'what a Gaussian with that mean-error and variance-ratio has',
    computed: true,
    allowed: ([meanError = 0, variance = 0], setting) =>
      isLine(setting) && variance > 0 ? tailMass(modelOf(meanError, variance)) : null,
  },
  {
    metric: 'central-escape',
    from: ['mean-error', 'variance-ratio'],
    words: 'what a Gaussian with that mean-error and variance-ratio has',
    computed: true,
    allowed: ([meanError = 0, variance = 0], setting) =>
      isLine(setting) && variance > 0 ? centralEscape(modelOf(meanError, variance)) : null,
  },
];
