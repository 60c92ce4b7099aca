import { defineMetric, type Example } from './metric.ts';
import type { SeenSpelling } from './seen.ts';

export const metric = defineMetric({
  id: 'word-share',
  name: 'Word share',
  summary:
    'Share of the words spelled in a generation’s worth of samples that the texts behind the benchmark have; 1 minus it is the non-word rate. Real text lacks a little to 1, since blocks begin and end inside words.',
  unit: 'share',
  better: 'closer',
  range: [0, 1],
  measure: ({ spelled, lexicon }: SeenSpelling) => {
    const words = spelled();
    return words.length === 0 ? null : words.filter((word) => lexicon.has(word)).length / words.length;
  },
});

export const examples: readonly Example<SeenSpelling>[] = [
  {
    seen: { spelled: () => 'the wh whale ahab the ale'.split(' '), lexicon: new Set(['the', 'ahab', 'whale', 'sea']) },
    gives: 4 / 6,
    by: "Python 3: sum(w in {'the', 'ahab', 'whale', 'sea'} for w in 'the wh whale ahab the ale'.split()) / 6",
  },
];
