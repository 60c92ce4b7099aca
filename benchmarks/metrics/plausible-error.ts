import { defineMetric, type Example } from './metric.ts';
import type { SeenAnswers } from './seen.ts';

type Seen = Pick<SeenAnswers, 'plausible'>;

export const metric = defineMetric({
  id: 'plausible-error',
  name: 'Plausible errors',
  summary:
    'Probability of an answer that is of the right kind and wrong: a year that is a year, a place that is a place; mean over tenths of equally many people by popularity.',
  unit: 'probability',
  better: 'lower',
  range: [0, 1],
  truth: 0,
  measure: ({ plausible }: Seen) => plausible.reduce((sum, value) => sum + value, 0) / plausible.length,
});

export const examples: readonly Example<Seen>[] = [{ seen: { plausible: [0, 0.5] }, gives: 0.25, by: '(0 + 0.5)/2' }];
