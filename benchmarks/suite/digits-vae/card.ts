import { metric as ambiguousShare } from '../../metrics/ambiguous-share.ts';
import { metric as classEntropy } from '../../metrics/class-entropy.ts';
import { metric as classTv } from '../../metrics/class-tv.ts';
import { metric as classesAlive } from '../../metrics/classes-alive.ts';
import { metric as coverage } from '../../metrics/coverage.ts';
import { metric as density } from '../../metrics/density.ts';
import { metric as frechet } from '../../metrics/frechet.ts';
import { metric as pixelVariance } from '../../metrics/pixel-variance.ts';
import { metric as reconstructionError } from '../../metrics/reconstruction-error.ts';
import type { BenchmarkCard } from '../../protocol/card.ts';
import { capabilities, params, references, samples, tiers } from '../shared/digits-card.ts';

export const card = {
  id: 'digits-vae',
  version: 2,
  name: 'Digits',
  summary: 'MNIST digits, drawn again and again by a variational autoencoder: strokes blur, digits blend, variety goes',
  group: 'images',
  realData: 'MNIST: 28×28 grey images of handwritten digits, 60,000 to draw from, 10,000 held out',
  learner: 'Variational autoencoder 784–96–10, Bernoulli pixels, trained from scratch each generation',
  engine: 'tensors',
  measuredFrom: 'samples',
  params,
  samples,
  unit: 'example',
  tiers,
  primary: 'frechet',
  metrics: [
    { ...frechet, axis: 'fidelity' },
    { ...reconstructionError, axis: 'fidelity' },
    { ...density, axis: 'fidelity' },
    { ...coverage, axis: 'diversity' },
    { ...classEntropy, axis: 'diversity' },
    { ...pixelVariance, axis: 'diversity' },
    { ...classesAlive, axis: 'tail' },
    { ...classTv, axis: 'drift' },
    { ...ambiguousShare, axis: 'drift' },
  ],
  collapse: {
    early: { metric: 'coverage', side: 'below', threshold: 0.25, relativeTo: 'absolute', consecutive: 1 },
    late: { metric: 'classes-alive', side: 'below', threshold: 5, relativeTo: 'absolute', consecutive: 1 },
    meaning:
      'Early: three quarters of the held-out images have no sample near them. Late: fewer than five of the ten digits have a quarter of their true frequency.',
  },
  capabilities,
  families: [],
  laws: [],
  references,
} satisfies BenchmarkCard;
