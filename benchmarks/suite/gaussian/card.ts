import { z } from 'zod';
import { metric as centralEscape } from '../../metrics/central-escape.ts';
import { metric as kl } from '../../metrics/kl.ts';
import { metric as meanError } from '../../metrics/mean-error.ts';
import { metric as tailMass } from '../../metrics/tail-mass.ts';
import { metric as varianceRatio } from '../../metrics/variance-ratio.ts';
import { metric as w2 } from '../../metrics/w2.ts';
import { metric as w2Root } from '../../metrics/w2-root.ts';
import type { BenchmarkCard } from '../../protocol/card.ts';
import type { Params } from '../../protocol/ids.ts';
import { moreExamples } from '../shared/knobs.ts';

export const params = z.strictObject({
  sampleSize: z.int().min(3).max(1_000_000).default(100).describe('Examples a generation is fitted to (M)'),
  dimension: z.int().min(1).max(50).default(1).describe('Dimensions of the data'),
  estimator: z
    .enum(['unbiased', 'mle'])
    .default('unbiased')
    .describe('How the covariance is estimated: divided by M − 1, or by M (maximum likelihood)'),
  components: z
    .int()
    .min(2)
    .max(10)
    .optional()
    .describe('Gaussians of a mixture fitted by EM instead, in one dimension; left out: one Gaussian in closed form'),
});

export const card = {
  id: 'gaussian',
  version: 1,
  name: 'Gaussian',
  summary: 'A normal distribution fitted to its own samples: the smallest model that collapses, with closed-form laws',
  group: 'closed-forms',
  realData: 'N(0, I), one dimension',
  learner: 'Mean and unbiased covariance',
  engine: 'js',
  params,
  samples: ({ dimension }: Pick<z.infer<typeof params>, 'dimension'>) => ({ kind: 'vectors', width: dimension }),
  unit: 'example',
  tiers: {
    smoke: { seeds: 4, generations: 5 },
    quick: { seeds: 50, generations: 50 },
    standard: { seeds: 200, generations: 50 },
    full: { seeds: 1000, generations: 200 },
  },
  primary: 'w2-root',
  metrics: [
    { ...w2Root, axis: 'fidelity' },
    { ...w2, axis: 'fidelity' },
    { ...kl, axis: 'fidelity' },
    { ...meanError, axis: 'fidelity' },
    { ...varianceRatio, axis: 'diversity' },
    { ...tailMass, axis: 'tail' },
    { ...centralEscape, axis: 'drift' },
  ],
  collapse: {
    early: { metric: 'tail-mass', side: 'below', threshold: 0.25, relativeTo: 'truth', consecutive: 3 },
    late: { metric: 'variance-ratio', side: 'below', threshold: 0.5, relativeTo: 'absolute', consecutive: 1 },
    meaning:
      'Early: the model gives the true distribution’s outer 1% less than a quarter of its mass, three generations in a row. Late: half of the variance is gone.',
  },
  capabilities: [
    'weights',
    'log-density',
    'temperature',
    'verifier',
    'simulator',
    'extrapolation',
    'guidance',
    'closed-form',
    'distances',
  ],
  lacking: ({ components }: Params) =>
    components === undefined ? [] : ['temperature', 'extrapolation', 'guidance', 'closed-form'],
  knobs: {
    statistical: moreExamples,
    expressivity: {
      words: 'a mixture of two Gaussians instead of one',
      set: ({ dimension, components }: Params): Params =>
        dimension === 1 && components === undefined ? { components: 2 } : {},
    },
    approximation: { none: 'mean and covariance are found in closed form, exactly' },
  },
  families: [],
  laws: ['law 1', 'law 2', 'law 3', 'law 8', 'law 9', 'law 10'],
  references: [
    {
      title: 'AI models collapse when trained on recursively generated data',
      authors: 'Shumailov, Shumaylov, Zhao, Papernot, Anderson & Gal',
      url: 'https://doi.org/10.1038/s41586-024-07566-y',
      year: 2024,
    },
    {
      title: 'Collapse or Thrive? Perils and Promises of Synthetic Data in a Self-Generating World',
      authors: 'Kazdan, Schaeffer, Dey, Gerstgrasser, Rafailov, Donoho & Koyejo',
      url: 'https://arxiv.org/abs/2410.16713',
      year: 2024,
    },
  ],
} satisfies BenchmarkCard;
