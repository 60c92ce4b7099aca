import { z } from 'zod';
import { metric as crossEntropy } from '../../metrics/cross-entropy.ts';
import { metric as distinct1 } from '../../metrics/distinct-1.ts';
import { metric as distinct2 } from '../../metrics/distinct-2.ts';
import { metric as improbableShare } from '../../metrics/improbable-share.ts';
import { metric as lowPerplexityShare } from '../../metrics/low-perplexity-share.ts';
import { metric as rareWordRecall } from '../../metrics/rare-word-recall.ts';
import { metric as repetition } from '../../metrics/repetition.ts';
import { metric as vocabularyAlive } from '../../metrics/vocabulary-alive.ts';
import type { BenchmarkCard } from '../../protocol/card.ts';
import { moreExamples } from '../shared/knobs.ts';

export const params = z.strictObject({
  sampleSize: z.int().min(1_000).max(1_000_000).default(100_000).describe('Tokens a generation is fitted to (M)'),
  vocabulary: z
    .int()
    .min(100)
    .max(10_000)
    .default(5_000)
    .describe('Most frequent words that the learner knows; the others are <unk>'),
  order: z.int().min(2).max(5).default(3).describe('Words of an n-gram: n'),
});

export const card = {
  id: 'ngram-text',
  version: 1,
  name: 'n-gram text',
  summary: 'A trigram model of English sentences that writes the text it is trained on next',
  group: 'text',
  realData: 'Sentences of the State of the Union addresses 1790–2021; 29 of 233 addresses are held out',
  learner: 'Interpolated Kneser–Ney trigram, 5,000 words + <unk>',
  engine: 'js',
  measuredFrom: 'log-probabilities',
  params,
  samples: () => ({ kind: 'texts' }),
  unit: 'token',
  tiers: {
    smoke: { seeds: 2, generations: 4, params: { sampleSize: 20_000 } },
    quick: { seeds: 3, generations: 10, params: { sampleSize: 20_000 } },
    standard: { seeds: 10, generations: 10 },
    full: { seeds: 20, generations: 20, params: { sampleSize: 400_000 } },
  },
  primary: 'cross-entropy',
  truthParams: ['sampleSize', 'vocabulary'],
  metrics: [
    { ...crossEntropy, axis: 'fidelity' },
    { ...distinct1, axis: 'diversity' },
    { ...distinct2, axis: 'diversity' },
    { ...vocabularyAlive, axis: 'diversity' },
    { ...rareWordRecall, axis: 'tail' },
    { ...improbableShare, axis: 'drift' },
    { ...repetition, axis: 'drift' },
    { ...lowPerplexityShare, axis: 'drift' },
  ],
  collapse: {
    early: { metric: 'rare-word-recall', side: 'below', threshold: 0.5, relativeTo: 'truth', consecutive: 1 },
    late: { metric: 'vocabulary-alive', side: 'below', threshold: 0.6, relativeTo: 'truth', consecutive: 1 },
    meaning:
      'Early: a generation’s worth of samples uses fewer than half as many of the rarest fifth of the words as real text does. Late: fewer than 60% as many of all words.',
  },
  capabilities: ['weights', 'log-density', 'temperature', 'verifier', 'token-edit', 'guidance'],
  knobs: {
    statistical: moreExamples,
    expressivity: {
      words: 'n-grams of one word more',
      set: ({ order }: z.infer<typeof params>) => (order < 5 ? { order: order + 1 } : {}),
    },
    approximation: { none: 'counts and discounts are found in closed form' },
  },
  families: ['bigram-kn', '4-gram-kn', 'witten-bell'],
  laws: [],
  references: [
    {
      title: 'AI models collapse when trained on recursively generated data',
      authors: 'Shumailov, Shumaylov, Zhao, Papernot, Anderson & Gal',
      url: 'https://doi.org/10.1038/s41586-024-07566-y',
      year: 2024,
    },
    {
      title: 'Improved backing-off for M-gram language modeling',
      authors: 'Kneser & Ney',
      url: 'https://doi.org/10.1109/ICASSP.1995.479394',
      year: 1995,
    },
    {
      title: 'An empirical study of smoothing techniques for language modeling',
      authors: 'Chen & Goodman',
      url: 'https://doi.org/10.1006/csla.1999.0128',
      year: 1999,
    },
    {
      title: 'The Curious Decline of Linguistic Diversity: Training Language Models on Synthetic Text',
      authors: 'Guo, Shang, Vazirgiannis & Clavel',
      url: 'https://arxiv.org/abs/2311.09807',
      year: 2023,
    },
  ],
} satisfies BenchmarkCard;
