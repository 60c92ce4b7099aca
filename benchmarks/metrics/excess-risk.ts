import { excessRisk } from './formulas/regression.ts';
import { defineMetric } from './metric.ts';
import type { SeenLine } from './seen.ts';

export const metric = defineMetric({
  id: 'excess-risk',
  name: 'Excess risk',
  summary: 'What the squared prediction error exceeds the noise by: ‖ŵ−w‖²',
  unit: 'σ²',
  better: 'lower',
  range: [0, null],
  distance: true,
  truth: 0,
  measure: ({ model, truth }: SeenLine) => excessRisk(model, truth),
});
