import { distinctShare } from './formulas/distinct-n.ts';
import { defineMetric } from './metric.ts';
import { vocabularyOf } from './relations.ts';
import type { SeenTexts } from './seen.ts';

export const metric = defineMetric({
  id: 'distinct-1',
  name: 'Distinct-1',
  summary: 'Different words over all words in a generation’s worth of samples (Li et al. 2016).',
  unit: 'ratio',
  better: 'closer',
  range: [0, 1],
  relations: [
    {
      from: ['vocabulary-alive'],
      words: 'at least the words of vocabulary-alive over the tokens of one generation',
      allowed: ([alive = 0], setting) => {
        const vocabulary = vocabularyOf(setting);
        return vocabulary === null ? null : [(alive * vocabulary) / setting.size, null];
      },
    },
  ],
  measure: ({ sample, words }: SeenTexts) => distinctShare(sample, 1, words),
});
