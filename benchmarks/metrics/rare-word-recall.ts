import { shareAlive } from './formulas/words-alive.ts';
import { defineMetric } from './metric.ts';
import { rareOf, shareOf, vocabularyOf } from './relations.ts';
import type { SeenTexts } from './seen.ts';

export const metric = defineMetric({
  id: 'rare-word-recall',
  name: 'Rare-word recall',
  summary: 'Share of the vocabulary’s rarest fifth that occurs in a generation’s worth of samples.',
  unit: 'share',
  better: 'closer',
  range: [0, 1],
  relations: [
    {
      from: [],
      words: 'a share of the vocabulary’s rarest fifth',
      allowed: (_, setting, value) => {
        const vocabulary = vocabularyOf(setting);
        return vocabulary === null ? null : shareOf(rareOf(vocabulary), value);
      },
    },
  ],
  measure: ({ sample, rare }: SeenTexts) => shareAlive(sample, rare),
});
