import { defineMetric } from './metric.ts';
import type { SeenImages } from './seen.ts';

export const metric = defineMetric({
  id: 'frechet',
  name: 'Fréchet distance',
  summary:
    'Squared Fréchet distance of Gaussians fitted to a fixed classifier’s features of 2,000 samples and of the held-out images (Heusel et al. 2017, with the suite’s own classifier).',
  unit: 'squared feature units',
  better: 'lower',
  range: [0, null],
  distance: true,
  measure: ({ frechetDistance }: SeenImages) => frechetDistance(),
});
