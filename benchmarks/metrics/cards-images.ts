/** Metrics of the digit benchmarks. All but two look at 2,000 samples of the model. */
import type { MetricCard, MetricFamily } from '../protocol/card.ts';

const DIGIT_SHARES: MetricFamily = {
  ids: 'digit-0…9-share',
  summary: 'Share of each digit among 2,000 samples, as a fixed classifier names them.',
};

export const IMAGE_METRICS: readonly MetricCard[] = [
  {
    id: 'frechet',
    name: 'Fréchet distance',
    summary:
      'Squared Fréchet distance of Gaussians fitted to a fixed classifier’s features of 2,000 samples and of the held-out images (Heusel et al. 2017, with the suite’s own classifier).',
    unit: 'squared feature units',
    better: 'lower',
    range: [0, null],
  },
  {
    id: 'class-tv',
    name: 'Class total variation',
    summary:
      'Half the summed absolute differences of the classes’ shares among 2,000 samples, as a fixed classifier names them, and their true frequencies.',
    unit: 'probability',
    better: 'lower',
    range: [0, 1],
    coarse: true,
  },
  {
    id: 'reconstruction-error',
    name: 'Reconstruction error',
    summary:
      'Root of the mean squared difference, per pixel in [0, 1], of 1,000 held-out images and what the model makes of them.',
    unit: 'grey value',
    better: 'lower',
    range: [0, 1],
  },
  {
    id: 'density',
    name: 'Density',
    summary:
      'Balls around 1,000 held-out images, reaching to the 5th neighbour in a fixed classifier’s features, that hold a sample, per sample and over 5 (Naeem et al. 2020).',
    unit: 'ratio',
    better: 'closer',
    range: [0, null],
  },
  {
    id: 'class-entropy',
    name: 'Class entropy',
    summary: 'Entropy of the classes’ shares among 2,000 samples, as a fixed classifier names them.',
    unit: 'nats',
    better: 'closer',
    range: [0, Math.log(10)],
  },
  {
    id: 'coverage',
    name: 'Coverage',
    summary:
      'Share of 1,000 held-out images that have one of 1,000 samples nearer than their 5th neighbour, in a fixed classifier’s features (Naeem et al. 2020).',
    unit: 'share',
    better: 'higher',
    range: [0, 1],
  },
  {
    id: 'pixel-variance',
    name: 'Pixel variance',
    summary: 'Mean over the pixels of their variance over 2,000 samples, grey values in [0, 1].',
    unit: 'squared grey value',
    better: 'closer',
    range: [0, 0.25],
  },
  {
    id: 'rare-class-recall',
    name: 'Rare-class recall',
    summary:
      'Mean over the three rarest classes of their share among 2,000 samples over their true frequency, at most 1.',
    unit: 'ratio',
    better: 'higher',
    range: [0, 1],
  },
  {
    id: 'classes-alive',
    name: 'Classes alive',
    summary: 'Classes with at least a quarter of their true frequency among 2,000 samples.',
    unit: 'classes',
    better: 'higher',
    range: [0, 10],
  },
  {
    id: 'ambiguous-share',
    name: 'Ambiguous images',
    summary:
      'Share of 2,000 samples to which a fixed classifier gives no class a probability of 0.9: digits that blend.',
    unit: 'share',
    better: 'closer',
    range: [0, 1],
  },
  ...Array.from(
    { length: 10 },
    (_, digit): MetricCard => ({
      id: `digit-${digit}-share`,
      name: `Share of ${digit}`,
      summary: `Share of the digit ${digit} among 2,000 samples, as a fixed classifier names them.`,
      unit: 'share',
      better: 'closer',
      range: [0, 1],
      family: DIGIT_SHARES,
    }),
  ),
];
