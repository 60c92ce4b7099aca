import { z } from 'zod';
import { defineStrategyCard } from '../../protocol/card.ts';
import { REPLACE_REGIME } from '../../protocol/regime.ts';

export const card = defineStrategyCard({
  id: 'grow',
  version: 1,
  name: 'Growing samples',
  summary: 'Draw more samples of the last model each time: M·t^p of them for the t-th fit',
  group: 'accumulation',
  reference: {
    title: 'A Probabilistic Perspective on Model Collapse',
    authors: 'Xu, He & Cheng',
    url: 'https://arxiv.org/abs/2505.13947',
    year: 2025,
  },
  params: z.strictObject({
    power: z
      .number()
      .gt(0)
      .max(2)
      .default(1.1)
      .describe('Power p of M·t^p; only above 1 do the errors of all fits have a finite sum'),
  }),
  regime: () => ({ ...REPLACE_REGIME, trainingSize: 'growing' }),
  needs: () => ['closed-form'],
});
