import { ambiguousShare, RECOGNISED } from './formulas/images.ts';
import { defineMetric } from './metric.ts';
import { shareOf } from './relations.ts';
import type { SeenImages } from './seen.ts';

export const metric = defineMetric({
  id: 'ambiguous-share',
  name: 'Ambiguous images',
  summary: 'Share of 2,000 samples to which a fixed classifier gives no class a probability of 0.9: digits that blend.',
  unit: 'share',
  better: 'closer',
  range: [0, 1],
  relations: [
    {
      from: [],
      words: 'a share of 2,000 samples',
      allowed: (_, __, value) => shareOf(2000, value),
    },
  ],
  measure: ({ probabilities, classes }: SeenImages) => ambiguousShare(probabilities, classes, RECOGNISED),
});
