/** What the cards of the two digit benchmarks share. As light as a card: listings and the site load it. */
import { z } from 'zod';
import type { BenchmarkCard } from '../../protocol/card.ts';

export const params = z.strictObject({
  sampleSize: z.int().min(100).max(60_000).default(2000).describe('Images a generation is fitted to (M)'),
  hidden: z.int().min(8).max(2000).default(96).describe('Units of each hidden layer'),
  latents: z.int().min(1).max(100).default(10).describe('Dimensions of the latent space'),
  steps: z.int().min(1).max(100_000).default(300).describe('Updates of a fit, however large its training set is'),
  batchSize: z.int().min(8).max(1000).default(64).describe('Images of one update'),
  learningRate: z.number().gt(0).max(0.1).default(0.01).describe('Learning rate at the peak of its schedule'),
});

export type DigitParams = z.infer<typeof params>;

export const samples = () => ({ kind: 'images' as const, side: 28 });

export const tiers = {
  smoke: { seeds: 2, generations: 2, params: { sampleSize: 500, steps: 60 } },
  quick: { seeds: 2, generations: 5 },
  standard: { seeds: 5, generations: 10 },
  full: {
    seeds: 10,
    generations: 20,
    params: { sampleSize: 10_000, hidden: 400, latents: 20, steps: 4000, batchSize: 128, learningRate: 0.001 },
  },
} satisfies BenchmarkCard['tiers'];

export const capabilities = [
  'weights',
  'log-density',
  'temperature',
  'verifier',
  'soft-targets',
  'anchor',
  'adversarial',
  'truncation',
  'extrapolation',
  'distances',
] satisfies BenchmarkCard['capabilities'];

export const references = [
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
] satisfies BenchmarkCard['references'];
