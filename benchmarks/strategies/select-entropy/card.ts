import { z } from 'zod';
import { defineStrategyCard } from '../../protocol/card.ts';
import { MAX_SAMPLED_PER_SIZE } from '../../protocol/division-limits.ts';
import { REPLACE_REGIME } from '../../protocol/regime.ts';

export const card = defineStrategyCard({
  id: 'select-entropy',
  version: 1,
  name: 'Entropy selection',
  summary:
    'Draw more than is needed and train on the samples that lie farthest apart: a subset of high nearest-neighbour entropy',
  group: 'filtering',
  reference: {
    title: 'A Closer Look at Model Collapse: From a Generalization-to-Memorization Perspective',
    authors: 'Shi, Wu, Zhang, Zhang, Tao & Qu',
    url: 'https://arxiv.org/abs/2509.16499',
    year: 2025,
  },
  params: z.strictObject({
    pool: z
      .number()
      .gt(1)
      .max(MAX_SAMPLED_PER_SIZE)
      .default(2)
      .describe('Samples drawn, in units of M, of which M are chosen'),
  }),
  regime: () => REPLACE_REGIME,
  needs: () => ['distances'],
});
