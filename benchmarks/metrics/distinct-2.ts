import { distinctShare } from './formulas/distinct-n.ts';
import { defineMetric } from './metric.ts';
import type { SeenTexts } from './seen.ts';

export const metric = defineMetric({
  id: 'distinct-2',
  name: 'Distinct-2',
  summary: 'Different word pairs over all word pairs in a generation’s worth of samples (Li et al. 2016).',
  unit: 'ratio',
  better: 'closer',
  range: [0, 1],
  measure: ({ sample, words }: SeenTexts) => distinctShare(sample, 2, words),
});
