import { coveredModes } from './formulas/modes.ts';
import { defineMetric } from './metric.ts';
import type { SeenMixture } from './seen.ts';

export const metric = defineMetric({
  id: 'modes-covered',
  name: 'Modes covered',
  summary: 'True modes with at least a quarter of their weight within two standard deviations of their centre',
  unit: 'modes',
  better: 'higher',
  range: [0, 8],
  relations: [
    {
      from: [],
      words: 'a whole number of modes',
      allowed: (_, __, value) => Math.round(value),
    },
    {
      from: ['rare-mode-recall'],
      words: 'the rare modes among the eight that rare-mode-recall counts, and up to five others',
      allowed: ([recall = 0]) => [3 * recall, 3 * recall + 5],
    },
  ],
  measure: ({ modes, counts }: SeenMixture) => coveredModes(modes, counts).filter(Boolean).length,
});
