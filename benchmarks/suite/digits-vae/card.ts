import type { BenchmarkCard } from '../../protocol/card.ts';
import { capabilities, params, references, samples, tiers } from '../digits-card.ts';

export const card = {
  id: 'digits-vae',
  version: 2,
  name: 'Digits',
  summary: 'MNIST digits, drawn again and again by a variational autoencoder: strokes blur, digits blend, variety goes',
  group: 'images',
  realData: 'MNIST: 28×28 grey images of handwritten digits, 60,000 to draw from, 10,000 held out',
  learner: 'Variational autoencoder 784–96–10, Bernoulli pixels, trained from scratch each generation',
  engine: 'tensors',
  params,
  samples,
  unit: 'example',
  tiers,
  primary: 'frechet',
  metrics: [
    { id: 'frechet', facet: 'fidelity' },
    { id: 'reconstruction-error', facet: 'fidelity' },
    { id: 'density', facet: 'fidelity' },
    { id: 'coverage', facet: 'diversity' },
    { id: 'class-entropy', facet: 'diversity' },
    { id: 'pixel-variance', facet: 'diversity' },
    { id: 'classes-alive', facet: 'tail' },
    { id: 'class-tv', facet: 'drift' },
    { id: 'ambiguous-share', facet: 'drift' },
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
