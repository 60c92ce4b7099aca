import { z } from 'zod';
import { defineStrategyCard } from '../../protocol/card.ts';
import { REPLACE_REGIME } from '../../protocol/regime.ts';

export const card = defineStrategyCard({
  id: 'anchor',
  version: 1,
  name: 'Anchor',
  summary: 'Pull the parameters towards generation 0’s while training, as lifelong learning does',
  group: 'training',
  reference: {
    title: 'Explicit Inductive Bias for Transfer Learning with Convolutional Networks',
    authors: 'Li, Grandvalet & Davoine',
    url: 'https://arxiv.org/abs/1802.01483',
    year: 2018,
  },
  params: z.strictObject({
    strength: z
      .number()
      .gt(0)
      .max(1_000)
      .default(1)
      .describe('Strength s of the penalty s/2 · ‖θ − θ₀‖², against a loss in nats per token or image'),
  }),
  regime: () => ({ ...REPLACE_REGIME, memory: 'anchored' }),
  needs: () => ['anchor'],
});
