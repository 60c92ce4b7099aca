import { defineMetric } from './metric.ts';
import { shareOf } from './relations.ts';
import type { SeenImages } from './seen.ts';

export const metric = defineMetric({
  id: 'coverage',
  name: 'Coverage',
  summary:
    'Share of 1,000 held-out images that have one of 1,000 samples nearer than their 5th neighbour, in a fixed classifier’s features (Naeem et al. 2020).',
  unit: 'share',
  better: 'higher',
  range: [0, 1],
  relations: [
    {
      from: [],
      words: 'a share of 1,000 held-out images',
      allowed: (_, __, value) => shareOf(1000, value),
    },
  ],
  measure: ({ densityAndCoverage }: SeenImages) => densityAndCoverage().coverage,
});
