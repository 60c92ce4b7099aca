import { z } from 'zod';
import { metric as detRatio } from '../../metrics/det-ratio.ts';
import { metric as logLikelihood } from '../../metrics/log-likelihood.ts';
import { metric as modeEntropy } from '../../metrics/mode-entropy.ts';
import { metric as modesCovered } from '../../metrics/modes-covered.ts';
import { metric as outlierMass } from '../../metrics/outlier-mass.ts';
import { metric as rareModeRecall } from '../../metrics/rare-mode-recall.ts';
import { metric as slicedW2Root } from '../../metrics/sliced-w2-root.ts';
import type { BenchmarkCard } from '../../protocol/card.ts';
import type { Params } from '../../protocol/ids.ts';
import { moreExamples } from '../shared/knobs.ts';

export const params = z.strictObject({
  sampleSize: z.int().min(50).max(1_000_000).default(1000).describe('Examples a generation is fitted to (M)'),
  components: z
    .int()
    .min(1)
    .max(50)
    .default(8)
    .describe('Gaussians of the learner; the truth has eight whatever it is'),
  tolerance: z
    .number()
    .gt(0)
    .max(0.001)
    .optional()
    .describe(
      'EM stops, after 1,000 iterations at the latest, once the mean log-likelihood moves by less; left out: 0.001 and 100 iterations',
    ),
});

/** Where EM stops at the latest: learners/gmm.ts, to which a test holds it. */
export const fitUpdates = ({ tolerance }: Params): number => (tolerance === undefined ? 100 : 1000);

export const card = {
  id: 'gmm-2d',
  version: 1,
  name: 'Gaussian mixture',
  summary:
    'Eight Gaussians on a ring, common to rare: a mixture fitted by EM forgets the rare modes and narrows the others',
  group: 'densities',
  realData: 'Eight Gaussians on a ring of radius 4, σ = 0.5, weights ∝ 1/rank',
  learner: 'Mixture of 8 full-covariance Gaussians, expectation–maximisation',
  engine: 'js',
  params,
  samples: () => ({ kind: 'vectors', width: 2 }),
  unit: 'example',
  tiers: {
    smoke: { seeds: 3, generations: 5 },
    quick: { seeds: 5, generations: 20 },
    standard: { seeds: 20, generations: 50 },
    full: { seeds: 50, generations: 500 },
  },
  primary: 'sliced-w2-root',
  metrics: [
    { ...slicedW2Root, axis: 'fidelity' },
    { ...logLikelihood, axis: 'fidelity' },
    { ...detRatio, axis: 'diversity' },
    { ...modeEntropy, axis: 'diversity' },
    { ...modesCovered, axis: 'diversity' },
    { ...rareModeRecall, axis: 'tail' },
    { ...outlierMass, axis: 'drift' },
  ],
  collapse: {
    early: { metric: 'modes-covered', side: 'below', threshold: 8, relativeTo: 'absolute', consecutive: 1 },
    late: { metric: 'det-ratio', side: 'below', threshold: 0.7, relativeTo: 'truth', consecutive: 3 },
    meaning:
      'Early: a true mode has lost three quarters of its weight. Late: the components’ mean covariance has lost 30% of its determinant, three generations in a row.',
  },
  capabilities: ['weights', 'log-density', 'temperature', 'verifier', 'simulator', 'extrapolation', 'distances'],
  knobs: {
    statistical: moreExamples,
    expressivity: {
      words: 'twice as many Gaussians',
      set: ({ components }: Pick<z.infer<typeof params>, 'components'>) =>
        components > 25 ? {} : { components: 2 * components },
    },
    approximation: {
      words: 'EM goes on until the mean log-likelihood moves by less than 10⁻⁶',
      set: ({ tolerance }: Params) => (tolerance === undefined ? { tolerance: 1e-6 } : {}),
    },
  },
  families: ['kde', 'histogram'],
  laws: [],
  references: [
    {
      title: 'AI models collapse when trained on recursively generated data',
      authors: 'Shumailov, Shumaylov, Zhao, Papernot, Anderson & Gal',
      url: 'https://doi.org/10.1038/s41586-024-07566-y',
      year: 2024,
    },
    {
      title: 'Maximum likelihood from incomplete data via the EM algorithm',
      authors: 'Dempster, Laird & Rubin',
      url: 'https://doi.org/10.1111/j.2517-6161.1977.tb01600.x',
      year: 1977,
    },
    {
      title: 'Wasserstein barycenter and its application to texture mixing',
      authors: 'Rabin, Peyré, Delon & Bernot',
      url: 'https://doi.org/10.1007/978-3-642-24785-9_37',
      year: 2011,
    },
  ],
} satisfies BenchmarkCard;
