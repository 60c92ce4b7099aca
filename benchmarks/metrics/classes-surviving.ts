import { classesSurviving } from './formulas/class-shares.ts';
import { defineMetric, type Example } from './metric.ts';
import type { SeenAfterGeneration0 } from './seen.ts';

export const metric = defineMetric({
  id: 'classes-surviving',
  name: 'Classes surviving',
  summary:
    'Classes among 2,000 samples with at least a quarter of their share in generation 0, of those that generation 0 shows.',
  unit: 'classes',
  better: 'higher',
  range: [0, 10],
  relations: [
    {
      from: [],
      words: 'a whole number of classes',
      allowed: (_, __, value) => Math.round(value),
    },
  ],
  measure: ({ shares, initialShares }: Classes) => classesSurviving(shares, initialShares()),
});

type Classes = Pick<SeenAfterGeneration0, 'shares' | 'initialShares'>;

export const examples: readonly Example<Classes>[] = [
  {
    seen: {
      shares: Float64Array.of(0.9, 0.075, 0.024, 0.001),
      initialShares: () => Float64Array.of(0.6, 0.3, 0.1, 0),
    },
    gives: 2,
    by: '0.9 ≥ 0.6/4, 0.075 ≥ 0.3/4, 0.024 < 0.1/4, and generation 0 does not show the last',
  },
];
