import { totalVariation } from './formulas/total-variation.ts';
import { defineMetric } from './metric.ts';
import type { SeenFrequencies } from './seen.ts';

export const metric = defineMetric({
  id: 'total-variation',
  name: 'Total variation',
  summary: 'Half the summed absolute differences of the fitted and the true word frequencies, ½ Σ|p̂ᵢ − pᵢ|.',
  unit: 'probability',
  better: 'lower',
  range: [0, 1],
  distance: true,
  coarse: true,
  measure: ({ probabilities, truth }: SeenFrequencies) => totalVariation(probabilities, truth),
});
