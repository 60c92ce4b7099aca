import { z } from 'zod';
import { defineStrategyCard } from '../../protocol/card.ts';
import { REPLACE_REGIME } from '../../protocol/regime.ts';

export const card = defineStrategyCard({
  id: 'mix-sources',
  version: 1,
  name: 'Mix sources',
  summary: 'Several learners train side by side, each generation on the pooled samples of them all',
  group: 'diversity',
  reference: {
    title: 'Epistemic diversity across language models mitigates knowledge collapse',
    authors: 'Hodel & West',
    url: 'https://arxiv.org/abs/2512.15011',
    year: 2025,
  },
  params: z.strictObject({
    sources: z.int().min(2).max(8).default(3).describe('Learners in all, the evaluated one included'),
    families: z
      .enum(['same', 'mixed'])
      .default('mixed')
      .describe(
        'Of which families they are: mixed, the benchmark’s in turn with the main learner’s first; same, the main learner’s only',
      ),
    own: z
      .union([z.literal('equal'), z.number().min(0).max(1)], { error: 'expected "equal" or a share from 0 to 1' })
      .default('equal')
      .describe('Share of a source’s own output in its training set; the rest is split evenly among the others'),
    budget: z
      .enum(['split', 'full'])
      .default('split')
      .describe('What they train on: split, one training budget M together; full, each has M'),
    simulator: z
      .number()
      .min(0)
      .lt(1)
      .default(0)
      .describe('Share of every training set that comes from the suite’s simulator'),
  }),
  regime: ({ budget, simulator }) => ({
    ...REPLACE_REGIME,
    external: simulator > 0 ? 'simulator' : 'none',
    trainingSize: budget === 'full' ? 'growing' : 'fixed',
  }),
  needs: ({ simulator }) => (simulator > 0 ? ['simulator'] : []),
});
