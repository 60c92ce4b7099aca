import { toClassShares } from './class-shares.ts';
import { classesAlive } from './formulas/class-shares.ts';
import { defineMetric } from './metric.ts';
import { frequenciesOf } from './relations.ts';
import type { SeenImages } from './seen.ts';

export const metric = defineMetric({
  id: 'classes-alive',
  name: 'Classes alive',
  summary: 'Classes with at least a quarter of their true frequency among 2,000 samples.',
  unit: 'classes',
  better: 'higher',
  range: [0, 10],
  relations: [
    {
      from: [],
      words: 'a whole number of classes',
      allowed: (_, __, value) => Math.round(value),
    },
    ...toClassShares({
      words: 'the digits with a quarter of their true frequency',
      computed: true,
      allowed: (shares, setting) => {
        const frequencies = frequenciesOf(setting);
        return frequencies && classesAlive(Float64Array.from(shares), frequencies);
      },
    }),
  ],
  measure: ({ shares, frequencies }: SeenImages) => classesAlive(shares, frequencies),
});
