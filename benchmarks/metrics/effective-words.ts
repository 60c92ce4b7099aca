import { effectiveCategories } from './formulas/categorical-diversity.ts';
import { defineMetric } from './metric.ts';
import type { SeenFrequencies } from './seen.ts';

export const metric = defineMetric({
  id: 'effective-words',
  name: 'Effective words',
  summary:
    'exp(entropy) of the fitted frequencies: how many equally frequent words are as diverse (Hill 1973, order 1).',
  unit: 'words',
  better: 'closer',
  range: [1, null],
  relations: [
    {
      // The Hill numbers of order 0, 1 and 2 fall in that order (Hill 1973).
      from: ['heterozygosity', 'support'],
      words: 'from 1/(1 − heterozygosity) to support',
      allowed: ([heterozygosity = 0, support = 1]) => [heterozygosity < 1 ? 1 / (1 - heterozygosity) : null, support],
    },
  ],
  measure: ({ probabilities }: SeenFrequencies) => effectiveCategories(probabilities),
});
