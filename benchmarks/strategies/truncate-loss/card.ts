import { z } from 'zod';
import { defineStrategyCard } from '../../protocol/card.ts';
import { REPLACE_REGIME } from '../../protocol/regime.ts';

/** The paper's confidence. */
export const GAMMA = 0.99;
/** The exponent that Lin et al. 2017 recommend. */
export const FOCUS = 2;

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
  params: z
    .strictObject({
      share: z
        .number()
        .gt(0)
        .lt(1)
        .default(0.1)
        .describe('Share of every minibatch’s units, those with the lowest loss, that is left out'),
      by: z
        .enum(['confidence', 'focal'])
        .optional()
        .describe('What takes the place of the share: tokens above a confidence, as published, or the focal loss'),
      gamma: z
        .number()
        .gt(0)
        .lt(1)
        .optional()
        .describe(`With by=confidence: tokens with a probability above it are left out; ${GAMMA} unless it is given`),
      focus: z
        .int()
        .min(1)
        .max(5)
        .optional()
        .describe(`With by=focal: a token’s loss counts (1 − p) to this power; ${FOCUS} unless it is given`),
    })
    .refine(({ by, gamma }) => gamma === undefined || by === 'confidence', {
      path: ['gamma'],
      error: 'it belongs to by=confidence',
    })
    .refine(({ by, focus }) => focus === undefined || by === 'focal', {
      path: ['focus'],
      error: 'it belongs to by=focal',
    }),
  regime: () => REPLACE_REGIME,
  // A confidence is a token's probability; an image has none.
  needs: ({ by }) => (by === undefined ? ['truncation'] : ['truncation', 'token-edit']),
});
