import { z } from 'zod';
import { defineStrategyCard } from '../../protocol/card.ts';
import { MAX_SAMPLED_PER_SIZE } from '../../protocol/division-limits.ts';
import { REPLACE_REGIME } from '../../protocol/regime.ts';

export const card = defineStrategyCard({
  id: 'select-surprise',
  version: 1,
  name: 'Surprise selection',
  summary: 'Draw more than is needed and train on the samples that the model itself finds least likely',
  group: 'filtering',
  reference: {
    title: 'Learning by Surprise: Adaptive Mitigation of Model Collapse in Large Language Models',
    authors: 'Gambetta, Gezici, Giannotti, Pedreschi, Knott & Pappalardo',
    url: 'https://arxiv.org/abs/2410.12341',
    year: 2024,
  },
  params: z.strictObject({
    keep: z
      .enum(['low', 'high'])
      .default('low')
      .describe('Which samples are kept: those of low likelihood under the model (what surprises it), or of high'),
    share: z
      .number()
      .min(1 / MAX_SAMPLED_PER_SIZE)
      .lt(1)
      .default(0.5)
      .describe('Share of the samples drawn that is kept; M/share are drawn'),
  }),
  regime: () => REPLACE_REGIME,
  needs: () => ['log-density'],
});
