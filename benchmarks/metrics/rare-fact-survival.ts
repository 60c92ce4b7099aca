import { type RareFacts, survivalOf } from './formulas/facts.ts';
import { defineMetric, type Example } from './metric.ts';

export const metric = defineMetric({
  id: 'rare-fact-survival',
  name: 'Rare-fact survival',
  summary:
    'Accuracy above chance for the least popular tenth of the people, over generation 0’s: (aₙ − c)/(a₀ − c) with c what is right by chance.',
  unit: 'ratio',
  better: 'higher',
  range: [null, null],
  measure: survivalOf,
});

export const examples: readonly Example<RareFacts>[] = [
  {
    seen: {
      accuracy: [1, 1, 1, 1, 1, 1, 1, 1, 1, 0.25],
      initialAccuracy: () => [1, 1, 1, 1, 1, 1, 1, 1, 1, 0.65],
      chance: 0.05,
    },
    gives: 1 / 3,
    by: '(0.25 − 0.05)/(0.65 − 0.05)',
  },
];
