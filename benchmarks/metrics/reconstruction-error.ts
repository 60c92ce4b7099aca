import { pixelError } from './formulas/images.ts';
import { defineMetric } from './metric.ts';
import type { SeenImages } from './seen.ts';

export const metric = defineMetric({
  id: 'reconstruction-error',
  name: 'Reconstruction error',
  summary:
    'Root of the mean squared difference, per pixel in [0, 1], of 1,000 held-out images and what the model makes of them.',
  unit: 'grey value',
  better: 'lower',
  range: [0, 1],
  measure: ({ compared, reconstructed }: SeenImages) => reconstructed && pixelError(reconstructed(), compared),
});
