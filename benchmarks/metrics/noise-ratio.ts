import { noiseRatio } from './formulas/regression.ts';
import { defineMetric } from './metric.ts';
import type { SeenLine } from './seen.ts';

export const metric = defineMetric({
  id: 'noise-ratio',
  name: 'Noise ratio',
  summary: 'Fitted over true residual variance: σ̂²/σ²',
  unit: 'ratio',
  better: 'closer',
  range: [0, null],
  truth: 1,
  measure: ({ model, truth }: SeenLine) => noiseRatio(model, truth),
});
