import { shareAlive } from './formulas/words-alive.ts';
import { defineMetric } from './metric.ts';
import { rareOf, shareOf, vocabularyOf } from './relations.ts';
import type { SeenTexts } from './seen.ts';

export const metric = defineMetric({
  id: 'vocabulary-alive',
  name: 'Vocabulary alive',
  summary: 'Share of the vocabulary that occurs in a generation’s worth of samples.',
  unit: 'share',
  better: 'closer',
  range: [0, 1],
  relations: [
    {
      from: [],
      words: 'a share of the vocabulary’s words',
      allowed: (_, setting, value) => {
        const vocabulary = vocabularyOf(setting);
        return vocabulary === null ? null : shareOf(vocabulary, value);
      },
    },
    {
      from: ['rare-word-recall'],
      words: 'the rare words that rare-word-recall counts, and up to all others',
      allowed: ([recall = 0], setting) => {
        const vocabulary = vocabularyOf(setting);
        if (vocabulary === null) return null;
        const rare = rareOf(vocabulary);
        return [(recall * rare) / vocabulary, (recall * rare + vocabulary - rare) / vocabulary];
      },
    },
  ],
  measure: ({ sample, vocabulary }: SeenTexts) => shareAlive(sample, vocabulary),
});
