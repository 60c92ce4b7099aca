import { isLine, squaredW2 } from './formulas/gaussian.ts';
import { defineMetric } from './metric.ts';

export const metric = defineMetric({
  id: 'w2',
  name: 'Squared 2-Wasserstein distance',
  summary: 'The square of w2-root, whose expectation has a closed form (law 1).',
  unit: 'σ²',
  better: 'lower',
  range: [0, null],
  distance: true,
  truth: 0,
  relations: [
    {
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
  ],
  measure: squaredW2,
});
