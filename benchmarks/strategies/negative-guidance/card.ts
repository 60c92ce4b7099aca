import { z } from 'zod';
import { defineStrategyCard } from '../../protocol/card.ts';
import { REPLACE_REGIME } from '../../protocol/regime.ts';

export const card = defineStrategyCard({
  id: 'negative-guidance',
  version: 1,
  name: 'Negative guidance',
  summary: 'Sample each model away from a copy that was trained further on the model’s own samples',
  group: 'sampling',
  reference: {
    title: 'Self-Improving Diffusion Models with Synthetic Data',
    authors: 'Alemohammad, Humayun, Agarwal, Collomosse & Baraniuk',
    url: 'https://arxiv.org/abs/2408.16333',
    year: 2024,
  },
  params: z.strictObject({
    weight: z.number().gt(0).max(10).default(0.4).describe('How strong the guidance is: ω of p^(1+ω)/q^ω'),
    own: z.number().gt(0).max(2).default(1).describe('Own samples that the copy is trained on, in units of M'),
    budget: z
      .number()
      .gt(0)
      .max(1)
      .default(0.1)
      .describe('Share of a network’s updates that the copy makes; closed forms have none to save'),
  }),
  regime: () => ({ ...REPLACE_REGIME, trainingSize: 'growing' }),
  needs: () => ['guidance'],
});
