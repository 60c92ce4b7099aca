import { defineMetric, type Example } from './metric.ts';
import type { SeenAnswers } from './seen.ts';

type Seen = Pick<SeenAnswers, 'contradicting'>;

export const metric = defineMetric({
  id: 'contradictions',
  name: 'Contradictions',
  summary: 'Share of facts of which a model’s most probable answer depends on the template that it is asked in.',
  unit: 'share',
  better: 'lower',
  range: [0, 1],
  truth: 0,
  measure: ({ contradicting }: Seen) => contradicting,
});

export const examples: readonly Example<Seen>[] = [
  { seen: { contradicting: 0.125 }, gives: 0.125, by: 'as it was counted' },
];
