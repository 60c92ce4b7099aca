import { defineMetric, type Example } from './metric.ts';
import type { SeenAnswers } from './seen.ts';

type Seen = Pick<SeenAnswers, 'wellFormed'>;

export const metric = defineMetric({
  id: 'well-formed',
  name: 'Well-formed sentences',
  summary:
    'Share of what a model writes that is a sentence: a person, an aside, a cue, and a value of the kind that the cue asks for.',
  unit: 'share',
  better: 'higher',
  range: [0, 1],
  truth: 1,
  measure: ({ wellFormed }: Seen) => wellFormed,
});

export const examples: readonly Example<Seen>[] = [
  { seen: { wellFormed: 0.75 }, gives: 0.75, by: 'as it was counted' },
];
