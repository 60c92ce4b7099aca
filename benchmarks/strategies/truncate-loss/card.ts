import { z } from 'zod';
import { defineStrategyCard } from '../../protocol/card.ts';
import { REPLACE_REGIME } from '../../protocol/regime.ts';

export const card = defineStrategyCard({
  id: 'truncate-loss',
  version: 1,
  name: 'Truncated loss',
  summary:
    'Leave the most confident tokens or examples out of the loss, so that what the model knows already is not learnt again',
  group: 'training',
  reference: {
    title: 'ForTIFAI: Fending Off Recursive Training Induced Failure for AI Models',
    authors: 'Shabgahi, Aghazadeh, Mirhoseini & Koushanfar',
    url: 'https://arxiv.org/abs/2509.08972',
    year: 2025,
  },
  params: z.strictObject({
    share: z
      .number()
      .gt(0)
      .lt(1)
      .default(0.1)
      .describe('Share of every minibatch’s units, those with the lowest loss, that is left out'),
  }),
  regime: () => REPLACE_REGIME,
  needs: () => ['truncation'],
});
