import { meanError } from './formulas/gaussian.ts';
import { defineMetric } from './metric.ts';

export const metric = defineMetric({
  id: 'mean-error',
  name: 'Squared error of the mean',
  summary: '‖μ − μ₀‖², whose expectation grows by σ²/M a generation (law 1).',
  unit: 'σ²',
  better: 'lower',
  range: [0, null],
  truth: 0,
  measure: meanError,
});
