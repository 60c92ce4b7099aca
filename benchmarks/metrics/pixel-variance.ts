import { pixelVariance } from './formulas/images.ts';
import { defineMetric } from './metric.ts';
import type { SeenImages } from './seen.ts';

export const metric = defineMetric({
  id: 'pixel-variance',
  name: 'Pixel variance',
  summary: 'Mean over the pixels of their variance over 2,000 samples, grey values in [0, 1].',
  unit: 'squared grey value',
  better: 'closer',
  range: [0, 0.25],
  measure: ({ pixels, width }: SeenImages) => pixelVariance(pixels, width),
});
