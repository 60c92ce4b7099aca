import { errorOf } from './formulas/facts.ts';
import { defineMetric, type Example } from './metric.ts';
import type { SeenAnswers } from './seen.ts';

type Seen = Pick<SeenAnswers, 'greedy'>;

export const metric = defineMetric({
  id: 'greedy-fact-error',
  name: 'Wrong facts, most probable answers',
  summary:
    '1 − the share of facts whose most probable answer is true, mean over tenths of equally many people by popularity.',
  unit: 'share',
  better: 'lower',
  range: [0, 1],
  truth: 0,
  measure: ({ greedy }: Seen) => errorOf(greedy),
});

export const examples: readonly Example<Seen>[] = [{ seen: { greedy: [1, 0.5] }, gives: 0.25, by: '1 − (1 + 0.5)/2' }];
