import { z } from 'zod';
import { defineStrategyCard } from '../../protocol/card.ts';
import { REPLACE_REGIME } from '../../protocol/regime.ts';

export const card = defineStrategyCard({
  id: 'dedup',
  version: 1,
  name: 'Deduplication',
  summary: 'Leave out near-duplicates, and samples of regions that have more of them than of the original data',
  group: 'filtering',
  reference: {
    title: 'SemDeDup: Data-efficient learning at web-scale through semantic deduplication',
    authors: 'Abbas, Tirumala, Simig, Ganguli & Morcos',
    url: 'https://arxiv.org/abs/2303.09540',
    year: 2023,
  },
  params: z.strictObject({
    near: z
      .number()
      .min(0)
      .lt(1)
      .default(0.05)
      .describe('Share of the original data that has a neighbour so near that of samples one would be left out'),
    regions: z
      .int()
      .min(1)
      .max(1000)
      .default(16)
      .describe('Regions: each is what lies nearest to one example of the original data'),
    excess: z
      .number()
      .min(0)
      .max(10)
      .default(0.1)
      .describe('How many more samples than its share of the original data a region may have, as a share of that'),
  }),
  regime: () => ({ ...REPLACE_REGIME, memory: 'anchored' }),
  needs: () => ['distances'],
});
