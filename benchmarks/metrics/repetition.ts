import { repeatedFourGrams } from './formulas/distinct-n.ts';
import { defineMetric } from './metric.ts';
import type { SeenTexts } from './seen.ts';

export const metric = defineMetric({
  id: 'repetition',
  name: 'Repeated 4-grams',
  summary: 'Share of the 4-grams in a generation’s worth of samples that occurred in it before: 1 − distinct-4.',
  unit: 'share',
  better: 'closer',
  range: [0, 1],
  measure: ({ sample, words }: SeenTexts) => repeatedFourGrams(sample, words),
});
