import { z } from 'zod';
import { defineStrategyCard } from '../../protocol/card.ts';
import { MAX_EXTERNAL_PER_SIZE } from '../../protocol/division-limits.ts';
import { REPLACE_REGIME } from '../../protocol/regime.ts';

export const card = defineStrategyCard({
  id: 'filter-verifier',
  version: 1,
  name: 'Verifier filter',
  summary: 'Keep only samples that an outside check of given accuracy accepts, while its budget lasts',
  group: 'filtering',
  reference: {
    title: 'Beyond Model Collapse: Scaling Up with Synthesized Data Requires Verification',
    authors: 'Feng, Dohmatob, Yang, Charton & Kempe',
    url: 'https://arxiv.org/abs/2406.07515',
    year: 2024,
  },
  params: z
    .strictObject({
      accuracy: z
        .number()
        .min(0.5)
        .max(1)
        .default(0.9)
        .describe('Probability that one answer of the check is right; 0.5 is a coin'),
      budget: z
        .number()
        .gt(0)
        .max(MAX_EXTERNAL_PER_SIZE)
        .default(MAX_EXTERNAL_PER_SIZE)
        .describe('Calls to the check per generation, in units of M'),
      bias: z
        .number()
        .gt(0)
        .max(1)
        .optional()
        .describe(
          'Probability that an answer is no judgement but accepts the upper half of the domain and refuses the lower',
        ),
      check: z
        .enum(['learned', 'relearned'])
        .optional()
        .describe(
          'What takes the place of the outside check: a discriminator of the original data from generation 0’s samples, or anew from the last model’s',
        ),
    })
    .refine(({ bias, check }) => bias === undefined || check === undefined, {
      path: ['bias'],
      error: 'it is of the outside check, whose place a learnt one takes',
    }),
  regime: ({ check }) =>
    check === undefined
      ? { ...REPLACE_REGIME, external: 'verifier' }
      : { ...REPLACE_REGIME, memory: 'anchored', provenance: 'detector' },
  needs: ({ check }) => (check === undefined ? ['verifier'] : []),
});
