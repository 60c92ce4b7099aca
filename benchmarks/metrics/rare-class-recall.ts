import { toClassShares } from './class-shares.ts';
import { classRecall, rarestClasses } from './formulas/class-shares.ts';
import { defineMetric } from './metric.ts';
import { frequenciesOf } from './relations.ts';
import type { SeenImages } from './seen.ts';

export const metric = defineMetric({
  id: 'rare-class-recall',
  name: 'Rare-class recall',
  summary:
    'Mean over the three rarest classes of their share among 2,000 samples over their true frequency, at most 1.',
  unit: 'ratio',
  better: 'higher',
  range: [0, 1],
  relations: [
    ...toClassShares({
      words: 'what the shares of the three rarest digits give',
      computed: true,
      allowed: (shares, setting) => {
        const frequencies = frequenciesOf(setting);
        return frequencies && classRecall(Float64Array.from(shares), frequencies, rarestClasses(frequencies));
      },
    }),
  ],
  measure: ({ shares, frequencies }: SeenImages) => classRecall(shares, frequencies, rarestClasses(frequencies)),
});
