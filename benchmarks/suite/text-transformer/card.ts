import { z } from 'zod';
import { metric as crossEntropy } from '../../metrics/cross-entropy.ts';
import { metric as distinct1 } from '../../metrics/distinct-1.ts';
import { metric as distinct2 } from '../../metrics/distinct-2.ts';
import { metric as improbableShare } from '../../metrics/improbable-share.ts';
import { metric as lowPerplexityShare } from '../../metrics/low-perplexity-share.ts';
import { metric as rareTokenRecall } from '../../metrics/rare-token-recall.ts';
import { metric as repetition } from '../../metrics/repetition.ts';
import { bins, quantiles } from '../../metrics/sample-perplexity.ts';
import { metric as vocabularyAlive } from '../../metrics/vocabulary-alive.ts';
import type { BenchmarkCard } from '../../protocol/card.ts';

export const params = z.strictObject({
  sampleSize: z.int().min(256).max(451_584).default(4_096).describe('Tokens a generation is fitted to (M)'),
  steps: z.int().min(1).max(100_000).default(16).describe('Updates of a fit, however large its training set is'),
  batch: z.int().min(1).max(256).default(8).describe('Blocks of 64 tokens in one update'),
  learningRate: z.number().gt(0).max(1).default(0.003).describe('Learning rate at the peak of its schedule'),
  decoding: z
    .enum(['sample', 'beam'])
    .default('sample')
    .describe('How text is written: independent draws, or five-way beam search'),
  base: z
    .enum(['small', 'large'])
    .optional()
    .describe('Which pre-trained base is fine-tuned; the small one unless it is given'),
});

export const card = {
  id: 'text-transformer',
  version: 3,
  name: 'Text transformer',
  summary: 'A small transformer, fine-tuned on a novel, that writes the text it is fine-tuned on next',
  group: 'text',
  realData: 'Blocks of 64 byte-pair tokens of Moby-Dick; 13 of 136 chapters are held out',
  learner:
    'Decoder-only transformer of two layers, fine-tuned from a base pre-trained on the State of the Union addresses',
  engine: 'tensors',
  measuredFrom: 'log-probabilities',
  params,
  samples: () => ({ kind: 'texts' }),
  unit: 'token',
  tiers: {
    smoke: { seeds: 2, generations: 2, params: { sampleSize: 1_024, steps: 2 } },
    // Twice the standard tier's text: with half of it two seeds can't tell the controls apart.
    quick: { seeds: 2, generations: 6, params: { sampleSize: 8_192, steps: 32 } },
    standard: { seeds: 5, generations: 10 },
    full: {
      seeds: 10,
      generations: 20,
      params: { base: 'large', sampleSize: 448_000, steps: 4_375, learningRate: 0.001 },
    },
  },
  primary: 'cross-entropy',
  truthParams: ['sampleSize'],
  metrics: [
    { ...crossEntropy, axis: 'fidelity' },
    { ...distinct1, axis: 'diversity' },
    { ...distinct2, axis: 'diversity' },
    { ...vocabularyAlive, axis: 'diversity' },
    { ...rareTokenRecall, axis: 'tail' },
    { ...improbableShare, axis: 'drift' },
    { ...lowPerplexityShare, axis: 'drift' },
    { ...repetition, axis: 'drift' },
    ...quantiles.map((quantile) => ({ ...quantile, axis: 'drift' as const })),
    ...bins.map((bin) => ({ ...bin, axis: 'drift' as const })),
  ],
  collapse: {
    early: { metric: 'cross-entropy', side: 'above', threshold: 4.95, relativeTo: 'absolute', consecutive: 1 },
    late: { metric: 'cross-entropy', side: 'above', threshold: 5.75, relativeTo: 'absolute', consecutive: 1 },
    meaning:
      'Early: the model predicts the novel worse than the base that never saw it. Late: worse than the novel’s own token frequencies do.',
  },
  capabilities: [
    'weights',
    'log-density',
    'temperature',
    'soft-targets',
    'anchor',
    'adversarial',
    'truncation',
    'token-edit',
    'extrapolation',
    'guidance',
    'pre-trained',
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
      title: 'Attention Is All You Need',
      authors: 'Vaswani, Shazeer, Parmar, Uszkoreit, Jones, Gomez, Kaiser & Polosukhin',
      url: 'https://arxiv.org/abs/1706.03762',
      year: 2017,
    },
    {
      title: 'Language Models are Unsupervised Multitask Learners',
      authors: 'Radford, Wu, Child, Luan, Amodei & Sutskever',
      url: 'https://cdn.openai.com/better-language-models/language_models_are_unsupervised_multitask_learners.pdf',
      year: 2019,
    },
    {
      title: 'Neural Machine Translation of Rare Words with Subword Units',
      authors: 'Sennrich, Haddow & Birch',
      url: 'https://doi.org/10.18653/v1/P16-1162',
      year: 2016,
    },
    {
      title: 'How to Synthesize Text Data without Model Collapse?',
      authors: 'Zhu, Cheng, Li, Zhang, Shen, Xue & others',
      url: 'https://arxiv.org/abs/2412.14689',
      year: 2024,
    },
  ],
} satisfies BenchmarkCard;
