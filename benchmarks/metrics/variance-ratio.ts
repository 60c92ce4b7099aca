import { varianceRatio } from './formulas/gaussian.ts';
import { defineMetric } from './metric.ts';

export const metric = defineMetric({
  id: 'variance-ratio',
  name: 'Variance ratio',
  summary: 'σ_g²/σ²: the model’s variance over the truth’s, geometric mean over the coordinates.',
  unit: 'ratio',
  better: 'closer',
  range: [0, null],
  truth: 1,
  measure: varianceRatio,
});
