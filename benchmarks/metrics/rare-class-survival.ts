import { classSurvival } from './formulas/class-shares.ts';
import { defineMetric, type Example } from './metric.ts';
import type { SeenAfterGeneration0 } from './seen.ts';

export const metric = defineMetric({
  id: 'rare-class-survival',
  name: 'Rare-class survival',
  summary:
    'Mean over the three rarest classes of their share among 2,000 samples over their share in generation 0, at most 1; a class that generation 0 doesn’t show is left out.',
  unit: 'ratio',
  better: 'higher',
  range: [0, 1],
  measure: ({ shares, frequencies, initialShares }: Classes) => classSurvival(shares, initialShares(), frequencies),
});

type Classes = Pick<SeenAfterGeneration0, 'shares' | 'frequencies' | 'initialShares'>;

export const examples: readonly Example<Classes>[] = [
  {
    seen: {
      shares: Float64Array.of(0.9, 0.06, 0.03, 0.01),
      frequencies: Float64Array.of(0.4, 0.3, 0.2, 0.1),
      initialShares: () => Float64Array.of(0.5, 0.3, 0.15, 0.05),
    },
    gives: 0.2,
    by: '(0.06/0.3 + 0.03/0.15 + 0.01/0.05)/3',
  },
];
