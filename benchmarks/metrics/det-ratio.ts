import { detRatio } from './formulas/det-ratio.ts';
import { defineMetric } from './metric.ts';
import type { SeenMixture } from './seen.ts';

export const metric = defineMetric({
  id: 'det-ratio',
  name: 'Covariance determinant',
  summary: 'Determinant of the model’s pooled within-component covariance Σ w_j Σ_j over the truth’s',
  unit: 'ratio',
  better: 'closer',
  range: [0, null],
  truth: 1,
  measure: ({ mixture, truth }: SeenMixture) => detRatio(mixture, truth),
});
