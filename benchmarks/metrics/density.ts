import { defineMetric } from './metric.ts';
import { shareOf } from './relations.ts';
import type { SeenImages } from './seen.ts';

export const metric = defineMetric({
  id: 'density',
  name: 'Density',
  summary:
    'Balls around 1,000 held-out images, reaching to the 5th neighbour in a fixed classifier’s features, that hold a sample, per sample and over 5 (Naeem et al. 2020).',
  unit: 'ratio',
  better: 'closer',
  range: [0, null],
  relations: [
    {
      from: [],
      words: 'a number of balls over 5 × 1,000 samples',
      allowed: (_, __, value) => shareOf(5000, value),
    },
    {
      from: ['coverage'],
      words: 'at least a fifth of coverage: a covered image’s ball holds a sample',
      allowed: ([coverage = 0]) => [coverage / 5, null],
    },
  ],
  measure: ({ densityAndCoverage }: SeenImages) => densityAndCoverage().density,
});
