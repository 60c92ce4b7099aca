import { heterozygosity } from './formulas/categorical-diversity.ts';
import { defineMetric } from './metric.ts';
import type { SeenFrequencies } from './seen.ts';

export const metric = defineMetric({
  id: 'heterozygosity',
  name: 'Heterozygosity',
  summary:
    '1 − Σp̂ᵢ²: the probability that two tokens differ, whose expectation has a closed form (laws 5 and 6; Nei 1973).',
  unit: 'probability',
  better: 'closer',
  range: [0, 1],
  relations: [
    {
      from: ['support'],
      words: 'at most 1 − 1/support',
      allowed: ([support = 1]) => [null, 1 - 1 / support],
    },
  ],
  measure: ({ probabilities }: SeenFrequencies) => heterozygosity(probabilities),
});
