import { z } from 'zod';
import { metric as excessRisk } from '../../metrics/excess-risk.ts';
import { metric as noiseRatio } from '../../metrics/noise-ratio.ts';
import { metric as predictiveW2 } from '../../metrics/predictive-w2.ts';
import type { BenchmarkCard } from '../../protocol/card.ts';
import { moreExamples } from '../shared/knobs.ts';

export const params = z.strictObject({
  sampleSize: z.int().min(3).max(1_000_000).default(100).describe('Examples a generation is fitted to (M)'),
  dimension: z.int().min(1).max(50).default(10).describe('Dimensions of the inputs'),
  design: z
    .enum(['fixed', 'fresh'])
    .default('fixed')
    .describe('Which inputs are labelled: drawn once for a seed, or anew for every draw'),
  noise: z
    .enum(['estimated', 'known'])
    .default('estimated')
    .describe('Which σ a model labels with: its own estimate, or the true one'),
});

export const card = {
  id: 'regression',
  version: 1,
  name: 'Linear regression',
  summary:
    'Least squares fitted to labels that its predecessor made up: the error grows by the same amount every generation',
  group: 'closed-forms',
  realData: 'y = x·w + ε in ten dimensions, x ~ N(0, I), ε ~ N(0, 1), ‖w‖² = 25',
  learner: 'Ordinary least squares and the unbiased residual variance',
  engine: 'js',
  params,
  // The inputs, and the response last.
  samples: ({ dimension }: z.infer<typeof params>) => ({ kind: 'vectors', width: dimension + 1 }),
  unit: 'example',
  tiers: {
    smoke: { seeds: 4, generations: 5 },
    quick: { seeds: 50, generations: 30 },
    standard: { seeds: 200, generations: 30 },
    full: { seeds: 1000, generations: 100 },
  },
  primary: 'predictive-w2',
  metrics: [
    { ...predictiveW2, axis: 'fidelity' },
    { ...excessRisk, axis: 'fidelity' },
    { ...noiseRatio, axis: 'diversity' },
  ],
  collapse: {
    early: { metric: 'excess-risk', side: 'above', threshold: 1, relativeTo: 'absolute', consecutive: 1 },
    late: { metric: 'excess-risk', side: 'above', threshold: 2, relativeTo: 'absolute', consecutive: 1 },
    meaning:
      'There is no tail to lose, so both stages are about error. Early: the model’s error equals the noise variance σ². Late: twice that.',
  },
  capabilities: [
    'weights',
    'log-density',
    'temperature',
    'verifier',
    'extrapolation',
    'guidance',
    'closed-form',
    'distances',
  ],
  knobs: {
    statistical: moreExamples,
    expressivity: { none: 'the truth is linear, as the learner is' },
    approximation: { none: 'least squares are solved exactly' },
  },
  families: ['ridge'],
  laws: ['law 4'],
  references: [
    {
      title: 'Is Model Collapse Inevitable? Breaking the Curse of Recursion by Accumulating Real and Synthetic Data',
      authors:
        'Gerstgrasser, Schaeffer, Dey, Rafailov, Sleight, Hughes, Korbak, Agrawal, Pai, Gromov, Roberts, Yang, Donoho & Koyejo',
      url: 'https://arxiv.org/abs/2404.01413',
      year: 2024,
    },
    {
      title: 'Model Collapse Demystified: The Case of Regression',
      authors: 'Dohmatob, Feng & Kempe',
      url: 'https://arxiv.org/abs/2402.07712',
      year: 2024,
    },
  ],
} satisfies BenchmarkCard;
