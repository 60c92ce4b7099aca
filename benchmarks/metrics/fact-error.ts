import { ACCURACY_IDS, errorOf } from './formulas/facts.ts';
import { defineMetric, type Example } from './metric.ts';
import type { SeenFacts } from './seen.ts';

type Accuracies = Pick<SeenFacts, 'accuracy'>;

export const metric = defineMetric({
  id: 'fact-error',
  name: 'Wrong facts',
  summary:
    '1 − the probability that a model answers a question about a person truly, mean over tenths of equally many people by popularity: a rare fact counts as much as a common one.',
  unit: 'probability',
  better: 'lower',
  range: [0, 1],
  truth: 0,
  distance: true,
  relations: [
    {
      from: ACCURACY_IDS,
      words: '1 − the mean of the ten accuracies',
      computed: true,
      allowed: errorOf,
    },
  ],
  measure: ({ accuracy }: Accuracies) => errorOf(accuracy),
});

export const examples: readonly Example<Accuracies>[] = [
  { seen: { accuracy: [1, 1, 1, 1, 1, 0.5, 0.5, 0.5, 0.5, 0] }, gives: 0.3, by: '1 − (5 + 4 · 0.5)/10' },
];
