import { z } from 'zod';
import { metric as crossEntropy } from '../../metrics/cross-entropy.ts';
import { metric as distinct1 } from '../../metrics/distinct-1.ts';
import { metric as distinct2 } from '../../metrics/distinct-2.ts';
import { metric as improbableShare } from '../../metrics/improbable-share.ts';
import { metric as lowPerplexityShare } from '../../metrics/low-perplexity-share.ts';
import { metric as rareTokenRecall } from '../../metrics/rare-token-recall.ts';
import { metric as repetition } from '../../metrics/repetition.ts';
import { metric as vocabularyAlive } from '../../metrics/vocabulary-alive.ts';
import type { BenchmarkCard } from '../../protocol/card.ts';
import { LEDGER_2 } from '../../protocol/ledger-2.ts';
import { atHorizons } from '../shared/horizons.ts';

export const params = z.strictObject({
  model: z
    .string()
    .regex(/^[A-Za-z0-9][A-Za-z0-9._-]*$/, 'expected the name of a folder in HEIRLOOM_MODELS, not a path')
    .max(80)
    .default('opt-125m')
    .describe('Folder of the checkpoint that every generation begins from, in HEIRLOOM_MODELS'),
  sampleSize: z
    .int()
    .min(64)
    .max(100_000_000)
    .default(2_097_152)
    .describe('Tokens a generation is fitted to (M), in blocks of 64'),
  epochs: z.int().min(1).max(1000).default(5).describe('Passes over the training set'),
  batch: z.int().min(1).max(4096).default(32).describe('Blocks of 64 tokens in one update'),
  learningRate: z.number().gt(0).max(0.1).default(0.00002).describe('Learning rate of AdamW'),
  repetitionPenalty: z
    .number()
    .min(1)
    .max(10)
    .default(1)
    .describe('Divides the scores of tokens that were written already; 1 leaves them'),
});

/** Tokens of a block. */
const BLOCK = 64;

export const card = {
  id: 'opt125m-wikitext2',
  version: 1,
  name: 'OPT-125m on WikiText-2',
  summary: 'A language model of 125 million parameters, fine-tuned on the text that its predecessor wrote',
  group: 'outside',
  realData: 'WikiText-2 in blocks of 64 tokens, from a local folder; its test split is held out',
  learner: 'OPT-125m from a local folder, fine-tuned anew each generation by a trainer of one’s own',
  engine: 'outside',
  measuredFrom: 'log-probabilities',
  records: 'heirloom.run/2',
  ledger: LEDGER_2,
  params,
  fitUpdates: ({ sampleSize, epochs, batch }: z.infer<typeof params>) => epochs * Math.ceil(sampleSize / BLOCK / batch),
  samples: () => ({ kind: 'texts' }),
  unit: 'token',
  tiers: atHorizons({
    smoke: { seeds: 1, params: { sampleSize: 4_096, epochs: 1 } },
    quick: { seeds: 2, params: { sampleSize: 131_072 } },
    standard: { seeds: 5 },
    full: { seeds: 5, params: { epochs: 10 } },
  }),
  primary: 'cross-entropy',
  metrics: [
    { ...crossEntropy, axis: 'fidelity' },
    { ...distinct1, axis: 'diversity' },
    { ...distinct2, axis: 'diversity' },
    { ...vocabularyAlive, axis: 'diversity' },
    { ...rareTokenRecall, axis: 'tail' },
    { ...improbableShare, axis: 'drift' },
    { ...lowPerplexityShare, axis: 'drift' },
    { ...repetition, axis: 'drift' },
  ],
  collapse: {
    early: { metric: 'cross-entropy', side: 'above', threshold: 3.99, relativeTo: 'absolute', consecutive: 1 },
    late: { metric: 'cross-entropy', side: 'above', threshold: 4.74, relativeTo: 'absolute', consecutive: 1 },
    meaning:
      'Early: perplexity is above 54, twenty more than the paper’s 34 after real data. Late: above 115, that of the checkpoint that never saw the text.',
  },
  capabilities: ['log-density'],
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
      title: 'OPT: Open Pre-trained Transformer Language Models',
      authors: 'Zhang, Roller, Goyal, Artetxe, Chen, Chen & others',
      url: 'https://arxiv.org/abs/2205.01068',
      year: 2022,
    },
    {
      title: 'Pointer Sentinel Mixture Models',
      authors: 'Merity, Xiong, Bradbury & Socher',
      url: 'https://arxiv.org/abs/1609.07843',
      year: 2016,
    },
  ],
} satisfies BenchmarkCard;
