import { z } from 'zod';
import { defineStrategyCard } from '../../protocol/card.ts';
import { REPLACE_REGIME } from '../../protocol/regime.ts';

export const card = defineStrategyCard({
  id: 'neon',
  version: 1,
  name: 'Neon',
  summary: 'Train a copy of each model further on the model’s own samples, and step away from where it went',
  group: 'training',
  reference: {
    title: 'Neon: Negative Extrapolation From Self-Training Improves Image Generation',
    authors: 'Alemohammad, Wang & Baraniuk',
    url: 'https://arxiv.org/abs/2510.03597',
    year: 2025,
  },
  params: z.strictObject({
    weight: z.number().gt(0).max(10).default(1).describe('How far to step: w of (1 + w)·θ − w·θ′'),
    own: z.number().gt(0).max(2).default(1).describe('Own samples that the copy is trained on, in units of M'),
    budget: z
      .number()
      .gt(0)
      .max(1)
      .default(0.1)
      .describe('Share of a network’s updates that the copy makes; EM and closed forms have none to save'),
  }),
  regime: () => ({ ...REPLACE_REGIME, trainingSize: 'growing' }),
  needs: () => ['extrapolation'],
});
