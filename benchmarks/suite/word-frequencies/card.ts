import { z } from 'zod';
import { metric as effectiveWords } from '../../metrics/effective-words.ts';
import { metric as heterozygosity } from '../../metrics/heterozygosity.ts';
import { metric as support } from '../../metrics/support.ts';
import { metric as tailRecall } from '../../metrics/tail-recall.ts';
import { metric as totalVariation } from '../../metrics/total-variation.ts';
import type { BenchmarkCard } from '../../protocol/card.ts';
import { moreExamples } from '../shared/knobs.ts';

export const params = z.strictObject({
  sampleSize: z.int().min(10).max(1_000_000).default(10_000).describe('Tokens a generation is fitted to (M)'),
  vocabulary: z.int().min(10).max(20_000).default(2_000).describe('Most frequent words that are counted'),
});

export const card = {
  id: 'word-frequencies',
  version: 1,
  name: 'Word frequencies',
  summary:
    'The frequencies of the 2,000 commonest English words, counted again and again in samples of themselves: genetic drift in a vocabulary',
  group: 'closed-forms',
  realData: 'Word counts of the State of the Union addresses 1790–2021, the 2,000 most frequent words (Zipf-like)',
  learner: 'Multinomial, maximum likelihood',
  engine: 'js',
  params,
  samples: ({ vocabulary }: z.infer<typeof params>) => ({ kind: 'ranks', vocabulary }),
  unit: 'token',
  tiers: {
    smoke: { seeds: 2, generations: 5 },
    quick: { seeds: 10, generations: 50 },
    standard: { seeds: 100, generations: 50 },
    full: { seeds: 200, generations: 200 },
  },
  primary: 'total-variation',
  truthParams: ['vocabulary'],
  metrics: [
    { ...totalVariation, axis: 'fidelity' },
    { ...effectiveWords, axis: 'diversity' },
    { ...support, axis: 'diversity' },
    { ...heterozygosity, axis: 'diversity' },
    { ...tailRecall, axis: 'tail' },
  ],
  collapse: {
    early: { metric: 'tail-recall', side: 'below', threshold: 0.5, relativeTo: 'absolute', consecutive: 1 },
    late: { metric: 'effective-words', side: 'below', threshold: 0.5, relativeTo: 'truth', consecutive: 1 },
    meaning:
      'Early: fewer than half as many of the rarest tenth of the words are alive as one fit to real data keeps. Late: the vocabulary is as diverse as half as many words.',
  },
  capabilities: ['weights', 'log-density', 'temperature', 'verifier', 'extrapolation', 'guidance', 'closed-form'],
  knobs: {
    statistical: moreExamples,
    expressivity: { none: 'the learner can have any frequencies' },
    approximation: { none: 'frequencies are counted, exactly' },
  },
  families: [],
  laws: ['law 5', 'law 6', 'law 9'],
  references: [
    {
      title: 'AI models collapse when trained on recursively generated data',
      authors: 'Shumailov, Shumaylov, Zhao, Papernot, Anderson & Gal',
      url: 'https://doi.org/10.1038/s41586-024-07566-y',
      year: 2024,
    },
    {
      title: 'How Bad is Training on Synthetic Data? A Statistical Analysis of Language Model Collapse',
      authors: 'Seddik, Chen, Hayou, Youssef & Debbah',
      url: 'https://arxiv.org/abs/2404.05090',
      year: 2024,
    },
    {
      title: 'Evolution in Mendelian Populations',
      authors: 'Wright',
      url: 'https://doi.org/10.1093/genetics/16.2.97',
      year: 1931,
    },
  ],
} satisfies BenchmarkCard;
