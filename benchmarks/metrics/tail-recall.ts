import { tailRecall } from './formulas/tail-recall.ts';
import { defineMetric } from './metric.ts';
import type { SeenFrequencies } from './seen.ts';

export const metric = defineMetric({
  id: 'tail-recall',
  name: 'Tail recall',
  summary:
    'Words alive among the rarest tenth, over the number expected after one fit to real data, Σ[1 − (1 − pᵢ)^M].',
  unit: 'ratio',
  better: 'higher',
  range: [0, null],
  measure: ({ probabilities, truth, sampleSize }: SeenFrequencies) => tailRecall(probabilities, truth, sampleSize),
});
