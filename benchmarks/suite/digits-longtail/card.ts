import { z } from 'zod';
import type { BenchmarkCard } from '../../protocol/card.ts';

export const params = z.strictObject({
  /** Images a generation is fitted to. */
  sampleSize: z.int().min(100).max(60_000).default(2000),
  /** Units of each hidden layer. */
  hidden: z.int().min(8).max(2000).default(96),
  /** Dimensions of the latent space. */
  latents: z.int().min(1).max(100).default(10),
  /** Updates of a fit, however large its training set is. */
  steps: z.int().min(1).max(100_000).default(300),
  batchSize: z.int().min(8).max(1000).default(64),
  /** Peak of the schedule. */
  learningRate: z.number().gt(0).max(0.1).default(0.01),
});

export const card = {
  id: 'digits-longtail',
  version: 2,
  name: 'Rare digits',
  summary:
    'MNIST with few common digits and many rare ones: the rare ones play the rare breeds that a recursive model forgets',
  group: 'images',
  realData: 'MNIST with class frequencies by Zipf’s law, exponent 1.2, over the digits 9, 8, 7, … 0',
  learner: 'Variational autoencoder 784–96–10, Bernoulli pixels, trained from scratch each generation',
  suite: '0.2',
  engine: 'tensors',
  params,
  unit: 'example',
  tiers: {
    smoke: { seeds: 2, generations: 2, params: { sampleSize: 500, steps: 60 } },
    quick: { seeds: 2, generations: 5 },
    standard: { seeds: 5, generations: 10 },
    full: {
      seeds: 10,
      generations: 20,
      params: { sampleSize: 10_000, hidden: 400, latents: 20, steps: 4000, batchSize: 128, learningRate: 0.001 },
    },
  },
  primary: 'class-tv',
  metrics: [
    { id: 'class-tv', facet: 'fidelity' },
    { id: 'frechet', facet: 'fidelity' },
    { id: 'reconstruction-error', facet: 'fidelity' },
    { id: 'density', facet: 'fidelity' },
    { id: 'class-entropy', facet: 'diversity' },
    { id: 'coverage', facet: 'diversity' },
    { id: 'pixel-variance', facet: 'diversity' },
    { id: 'rare-class-recall', facet: 'tail' },
    { id: 'classes-alive', facet: 'tail' },
    { id: 'ambiguous-share', facet: 'drift' },
    { id: 'digit-9-share', facet: 'drift' },
    { id: 'digit-8-share', facet: 'drift' },
    { id: 'digit-7-share', facet: 'drift' },
    { id: 'digit-6-share', facet: 'drift' },
    { id: 'digit-5-share', facet: 'drift' },
    { id: 'digit-4-share', facet: 'drift' },
    { id: 'digit-3-share', facet: 'drift' },
    { id: 'digit-2-share', facet: 'drift' },
    { id: 'digit-1-share', facet: 'drift' },
    { id: 'digit-0-share', facet: 'drift' },
  ],
  collapse: {
    early: { metric: 'rare-class-recall', side: 'below', threshold: 0.3, relativeTo: 'absolute', consecutive: 1 },
    late: { metric: 'classes-alive', side: 'below', threshold: 5, relativeTo: 'absolute', consecutive: 1 },
    meaning:
      'Early: the three rarest digits have less than a third of their frequency (30%). Late: fewer than five of the ten digits have a quarter of their true frequency.',
  },
  capabilities: [
    'weights',
    'log-density',
    'temperature',
    'verifier',
    'soft-targets',
    'anchor',
    'adversarial',
    'truncation',
  ],
  families: [],
  laws: [],
  references: [
    {
      title: 'AI models collapse when trained on recursively generated data',
      authors: 'Shumailov, Shumaylov, Zhao, Papernot, Anderson & Gal',
      url: 'https://doi.org/10.1038/s41586-024-07566-y',
      year: 2024,
    },
    {
      title: 'Auto-Encoding Variational Bayes',
      authors: 'Kingma & Welling',
      url: 'https://arxiv.org/abs/1312.6114',
      year: 2014,
    },
    {
      title: 'Reliable Fidelity and Diversity Metrics for Generative Models',
      authors: 'Naeem, Oh, Uh, Choi & Yoo',
      url: 'https://arxiv.org/abs/2002.09797',
      year: 2020,
    },
  ],
} satisfies BenchmarkCard;
