import { shareAlive } from './formulas/words-alive.ts';
import { defineMetric } from './metric.ts';
import type { SeenTexts } from './seen.ts';

export const metric = defineMetric({
  id: 'rare-token-recall',
  name: 'Rare-token recall',
  summary: 'Share of the rarer half of the tokens of real text that occurs in a generation’s worth of samples.',
  unit: 'share',
  better: 'closer',
  range: [0, 1],
  measure: ({ sample, rare }: SeenTexts) => shareAlive(sample, rare),
});
