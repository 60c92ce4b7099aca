import { toClassShares } from './class-shares.ts';
import { totalVariation } from './formulas/total-variation.ts';
import { defineMetric } from './metric.ts';
import { frequenciesOf } from './relations.ts';
import type { SeenImages } from './seen.ts';

export const metric = defineMetric({
  id: 'class-tv',
  name: 'Class total variation',
  summary:
    'Half the summed absolute differences of the classes’ shares among 2,000 samples, as a fixed classifier names them, and their true frequencies.',
  unit: 'probability',
  better: 'lower',
  range: [0, 1],
  distance: true,
  coarse: true,
  relations: [
    ...toClassShares({
      words: 'half the summed differences of the digits’ shares from their true frequencies',
      computed: true,
      allowed: (shares, setting) => {
        const frequencies = frequenciesOf(setting);
        return frequencies && totalVariation(Float64Array.from(shares), frequencies);
      },
    }),
  ],
  measure: ({ shares, frequencies }: SeenImages) => totalVariation(shares, frequencies),
});
