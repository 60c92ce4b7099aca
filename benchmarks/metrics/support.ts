import { support } from './formulas/categorical-diversity.ts';
import { defineMetric } from './metric.ts';
import { vocabularyOf } from './relations.ts';
import type { SeenFrequencies } from './seen.ts';

export const metric = defineMetric({
  id: 'support',
  name: 'Words alive',
  summary: 'Number of words with a positive fitted frequency; one that is lost never comes back.',
  unit: 'words',
  better: 'higher',
  range: [1, null],
  relations: [
    {
      from: [],
      words: 'a whole number of words, no more than the vocabulary has',
      allowed: (_, setting, value) => Math.min(Math.round(value), vocabularyOf(setting) ?? value),
    },
  ],
  measure: ({ probabilities }: SeenFrequencies) => support(probabilities),
});
