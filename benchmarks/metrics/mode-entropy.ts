import { modeEntropy } from './formulas/modes.ts';
import { defineMetric } from './metric.ts';
import type { SeenMixture } from './seen.ts';

export const metric = defineMetric({
  id: 'mode-entropy',
  name: 'Mode entropy',
  summary: 'Entropy of the modes’ shares among the model’s samples that lie inside any true mode’s 99% disc',
  unit: 'nats',
  better: 'closer',
  range: [0, Math.log(8)],
  measure: ({ counts }: SeenMixture) => modeEntropy(counts),
});
