import { z } from 'zod';
import { defineStrategyCard } from '../../protocol/card.ts';
import { MAX_EXTERNAL_PER_SIZE, MAX_SAMPLED_PER_SIZE } from '../../protocol/division-limits.ts';
import { REPLACE_REGIME } from '../../protocol/regime.ts';

export const card = defineStrategyCard({
  id: 'best-of',
  version: 1,
  name: 'Best of k',
  summary:
    'Of every k samples train on the one that the model itself finds most likely, or that an outside check accepts',
  group: 'filtering',
  reference: {
    title: 'Self-Improvement in Language Models: The Sharpening Mechanism',
    authors: 'Huang, Block, Foster, Rohatgi, Zhang, Simchowitz, Ash & Krishnamurthy',
    url: 'https://arxiv.org/abs/2412.01951',
    year: 2024,
  },
  params: z
    .strictObject({
      k: z
        .int()
        .min(2)
        .max(MAX_SAMPLED_PER_SIZE)
        .default(2)
        .describe('Samples of which one is chosen; 2 with judge=verifier, whose calls are limited'),
      judge: z
        .enum(['likelihood', 'verifier'])
        .default('likelihood')
        .describe('What chooses: the likelihood under the last model, or an outside check that accepts'),
      accuracy: z
        .number()
        .min(0.5)
        .max(1)
        .default(0.9)
        .describe('Probability that one answer of the check is right; for judge=verifier'),
    })
    .refine(({ k, judge }) => judge === 'likelihood' || k <= MAX_EXTERNAL_PER_SIZE, {
      path: ['k'],
      error: `with judge=verifier at most ${MAX_EXTERNAL_PER_SIZE}, as many as the check may be asked about for one that is kept`,
    }),
  regime: ({ judge }) => ({ ...REPLACE_REGIME, external: judge === 'verifier' ? 'verifier' : 'none' }),
  needs: ({ judge }) => [judge === 'verifier' ? 'verifier' : 'log-density'],
});
