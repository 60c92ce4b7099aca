import { mean } from '../numerics/statistics.ts';
import { defineMetric } from './metric.ts';
import type { SeenMixture } from './seen.ts';

export const metric = defineMetric({
  id: 'log-likelihood',
  name: 'Held-out log-likelihood',
  summary: 'Mean log-density of the model on 2,000 held-out real points, the same for every seed',
  unit: 'nats per example',
  better: 'higher',
  range: [null, null],
  measure: ({ heldOutLogDensity }: SeenMixture) => mean(heldOutLogDensity),
});
