import { z } from 'zod';
import { defineStrategyCard } from '../../protocol/card.ts';
import { REPLACE_REGIME } from '../../protocol/regime.ts';

export const card = defineStrategyCard({
  id: 'retain',
  version: 1,
  name: 'Retain original data',
  summary: 'Keep a share of the original real data in every generation’s training set',
  group: 'real-data',
  reference: {
    title: 'AI models collapse when trained on recursively generated data',
    authors: 'Shumailov, Shumaylov, Zhao, Papernot, Anderson & Gal',
    url: 'https://doi.org/10.1038/s41586-024-07566-y',
    year: 2024,
  },
  params: z.strictObject({
    share: z.number().gt(0).lt(1).default(0.1).describe('Share of the training set that is original real data'),
    redraw: z
      .boolean()
      .default(true)
      .describe('Whether the share is chosen anew each time; false keeps one subset for ever'),
    every: z.int().min(1).max(1000).default(1).describe('Generations from one use of real data to the next'),
  }),
  regime: () => ({ ...REPLACE_REGIME, realData: 'retained' }),
});
