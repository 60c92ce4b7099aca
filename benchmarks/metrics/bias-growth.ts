import { defineMetric, type Example } from './metric.ts';
import type { SeenAnswers } from './seen.ts';

type Seen = Pick<SeenAnswers, 'homeShare' | 'initialHomeShare'>;

export const metric = defineMetric({
  id: 'bias-growth',
  name: 'Bias growth',
  summary: 'The same part less that of generation 0’s model: what retelling alone has done to the world’s skew.',
  unit: 'share',
  better: 'closer',
  range: [-1, 1],
  truth: 0,
  measure: ({ homeShare, initialHomeShare }: Seen) => homeShare - initialHomeShare,
});

export const examples: readonly Example<Seen>[] = [
  { seen: { homeShare: 0.75, initialHomeShare: 1 }, gives: -0.25, by: '0.75 − 1' },
];
