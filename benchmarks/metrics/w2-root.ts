import { squaredW2 } from './formulas/gaussian.ts';
import { defineMetric } from './metric.ts';
import type { SeenGaussian } from './seen.ts';

export const metric = defineMetric({
  id: 'w2-root',
  name: '2-Wasserstein distance',
  summary:
    'Distance between the fitted Gaussian and the truth, √(‖μ‖² + Σ(√λᵢ − 1)²) for eigenvalues λ of the covariance (Givens & Shortt 1984).',
  unit: 'σ',
  better: 'lower',
  range: [0, null],
  distance: true,
  truth: 0,
  relations: [
    {
      from: ['w2'],
      words: 'the square root of w2',
      computed: true,
      allowed: ([w2 = 0]) => Math.sqrt(w2),
    },
  ],
  measure: (seen: SeenGaussian) => Math.sqrt(squaredW2(seen)),
});
