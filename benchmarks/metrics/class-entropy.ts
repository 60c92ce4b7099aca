import { toClassShares } from './class-shares.ts';
import { classEntropy } from './formulas/class-shares.ts';
import { defineMetric } from './metric.ts';
import type { SeenImages } from './seen.ts';

export const metric = defineMetric({
  id: 'class-entropy',
  name: 'Class entropy',
  summary: 'Entropy of the classes’ shares among 2,000 samples, as a fixed classifier names them.',
  unit: 'nats',
  better: 'closer',
  range: [0, Math.log(10)],
  relations: [
    ...toClassShares({
      words: 'the entropy of the digits’ shares',
      computed: true,
      allowed: (shares) => classEntropy(Float64Array.from(shares)),
    }),
  ],
  measure: ({ shares }: SeenImages) => classEntropy(shares),
});
