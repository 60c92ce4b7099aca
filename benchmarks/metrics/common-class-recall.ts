import { classRecall, commonestClasses } from './formulas/class-shares.ts';
import { defineMetric, type Example } from './metric.ts';
import type { SeenImages } from './seen.ts';

export const metric = defineMetric({
  id: 'common-class-recall',
  name: 'Common-class recall',
  summary:
    'Mean over the three commonest classes of their share among 2,000 samples over their true frequency, at most 1.',
  unit: 'ratio',
  better: 'higher',
  range: [0, 1],
  measure: ({ shares, frequencies }: Classes) => classRecall(shares, frequencies, commonestClasses(frequencies)),
});

type Classes = Pick<SeenImages, 'shares' | 'frequencies'>;

export const examples: readonly Example<Classes>[] = [
  {
    seen: { shares: Float64Array.of(0.2, 0.2, 0.1, 0.5), frequencies: Float64Array.of(0.4, 0.2, 0.3, 0.1) },
    gives: (0.5 + 1 + 1 / 3) / 3,
    by: '(0.2/0.4 + 0.2/0.2 + 0.1/0.3)/3',
  },
];
