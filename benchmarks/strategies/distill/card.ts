import { z } from 'zod';
import { defineStrategyCard } from '../../protocol/card.ts';
import { REPLACE_REGIME } from '../../protocol/regime.ts';

export const card = defineStrategyCard({
  id: 'distill',
  version: 1,
  name: 'Distillation',
  summary: 'Train every generation partly on what generation 0’s model predicts: a teacher that saw real data',
  group: 'training',
  reference: {
    title: 'Distilling the Knowledge in a Neural Network',
    authors: 'Hinton, Vinyals & Dean',
    url: 'https://arxiv.org/abs/1503.02531',
    year: 2015,
  },
  params: z.strictObject({
    weight: z.number().gt(0).max(1).default(0.5).describe('Share of every target that is the teacher’s prediction'),
  }),
  regime: () => ({ ...REPLACE_REGIME, memory: 'anchored' }),
  needs: () => ['soft-targets'],
});
