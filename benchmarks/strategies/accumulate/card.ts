import { z } from 'zod';
import { defineStrategyCard } from '../../protocol/card.ts';
import { REPLACE_REGIME } from '../../protocol/regime.ts';

export const card = defineStrategyCard({
  id: 'accumulate',
  version: 1,
  name: 'Accumulate',
  summary: 'Throw nothing away: train on the original data and on all samples of all generations so far',
  group: 'accumulation',
  reference: {
    title: 'Is Model Collapse Inevitable? Breaking the Curse of Recursion by Accumulating Real and Synthetic Data',
    authors:
      'Gerstgrasser, Schaeffer, Dey, Rafailov, Sleight, Hughes, Korbak, Agrawal, Pai, Gromov, Roberts, Yang, Donoho & Koyejo',
    url: 'https://arxiv.org/abs/2404.01413',
    year: 2024,
  },
  params: z.strictObject({}),
  regime: () => ({
    ...REPLACE_REGIME,
    realData: 'retained',
    pool: 'accumulate',
    memory: 'anchored',
    trainingSize: 'growing',
  }),
});
