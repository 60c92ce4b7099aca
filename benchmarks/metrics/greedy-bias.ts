import { defineMetric, type Example } from './metric.ts';
import type { SeenAnswers } from './seen.ts';

type Seen = Pick<SeenAnswers, 'greedyHomeShare' | 'realHomeShare'>;

export const metric = defineMetric({
  id: 'greedy-bias',
  name: 'Bias of the most probable answers',
  summary:
    'Share of people whose most probable trade is one commoner where they were born, less the share of the people who have one: it is above 0 without any collapse, as a most probable answer leaves out the rest.',
  unit: 'share',
  better: 'closer',
  range: [-1, 1],
  truth: 0,
  measure: ({ greedyHomeShare, realHomeShare }: Seen) => greedyHomeShare - realHomeShare,
});

export const examples: readonly Example<Seen>[] = [
  { seen: { greedyHomeShare: 1, realHomeShare: 0.75 }, gives: 0.25, by: '1 − 0.75' },
];
