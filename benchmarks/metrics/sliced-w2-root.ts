import { defineMetric } from './metric.ts';
import type { SeenMixture } from './seen.ts';

export const metric = defineMetric({
  id: 'sliced-w2-root',
  name: 'Sliced W2 distance',
  summary:
    'Root of the mean squared 2-Wasserstein distance on the line between model and truth, over 23 fixed directions (Rabin et al. 2011). From the distribution functions, without samples: no noise floor',
  unit: 'length',
  better: 'lower',
  range: [0, null],
  distance: true,
  truth: 0,
  measure: ({ slicedWasserstein, mixture }: SeenMixture) => Math.sqrt(slicedWasserstein.squared(mixture)),
});
