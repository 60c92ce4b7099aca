import { z } from 'zod';
import { defineStrategyCard } from '../../protocol/card.ts';
import { REPLACE_REGIME } from '../../protocol/regime.ts';

export const card = defineStrategyCard({
  id: 'weight-golden',
  version: 1,
  name: 'Golden-ratio weighting',
  summary:
    'Mix in a little real data and give real against synthetic examples the weights that are optimal in the long run',
  group: 'real-data',
  reference: {
    title: 'Golden Ratio Weighting Prevents Model Collapse',
    authors: 'He, Xu & Cheng',
    url: 'https://arxiv.org/abs/2502.18049',
    year: 2025,
  },
  params: z.strictObject({
    share: z
      .number()
      .min(0)
      .lt(1)
      .default(0.045)
      .describe('Share of the training set that is real; 0 adds none: weighting alone, for compositions'),
    real: z
      .enum(['fresh', 'retained'])
      .default('fresh')
      .describe('Which real data: newly collected (fresh) or the original (retained)'),
  }),
  regime: ({ share, real }) => ({ ...REPLACE_REGIME, realData: share === 0 ? 'none' : real, provenance: 'labels' }),
  needs: () => ['weights'],
});
