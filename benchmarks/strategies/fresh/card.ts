import { z } from 'zod';
import { defineStrategyCard } from '../../protocol/card.ts';
import { REPLACE_REGIME } from '../../protocol/regime.ts';

export const card = defineStrategyCard({
  id: 'fresh',
  version: 1,
  name: 'Fresh real data',
  summary: 'Mix a share of newly collected real data into every generation’s training set',
  group: 'real-data',
  reference: {
    title: 'Self-Consuming Generative Models Go MAD',
    authors: 'Alemohammad, Casco-Rodriguez, Luzi, Humayun, Babaei, LeJeune, Siahkoohi & Baraniuk',
    url: 'https://arxiv.org/abs/2307.01850',
    year: 2023,
  },
  params: z.strictObject({
    share: z.number().gt(0).lt(1).default(0.1).describe('Share of the training set that is fresh real data'),
    every: z
      .int()
      .min(1)
      .max(1000)
      .default(1)
      .describe('Generations from one collection of fresh real data to the next'),
    decay: z
      .number()
      .gt(0)
      .max(10)
      .optional()
      .describe('How the share falls: share · g^(−decay) in generation g; left out, it stays'),
  }),
  regime: () => ({ ...REPLACE_REGIME, realData: 'fresh' }),
});
