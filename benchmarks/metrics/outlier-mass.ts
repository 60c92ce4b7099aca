import { outlierMass } from './formulas/modes.ts';
import { defineMetric } from './metric.ts';
import type { SeenMixture } from './seen.ts';

export const metric = defineMetric({
  id: 'outlier-mass',
  name: 'Outlier mass',
  summary: 'Share of the model’s samples outside every true mode’s 99% disc',
  unit: 'share',
  better: 'closer',
  range: [0, 1],
  measure: ({ counts }: SeenMixture) => outlierMass(counts),
});
