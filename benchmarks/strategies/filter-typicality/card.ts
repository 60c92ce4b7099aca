import { z } from 'zod';
import { defineStrategyCard } from '../../protocol/card.ts';
import { REPLACE_REGIME } from '../../protocol/regime.ts';

export const card = defineStrategyCard({
  id: 'filter-typicality',
  version: 1,
  name: 'Typicality filter',
  summary: 'Keep only samples that generation 0’s model finds as likely as it finds real data',
  group: 'filtering',
  reference: {
    title: 'Detecting Out-of-Distribution Inputs to Deep Generative Models Using Typicality',
    authors: 'Nalisnick, Matsukawa, Teh & Lakshminarayanan',
    url: 'https://arxiv.org/abs/1906.02994',
    year: 2019,
  },
  params: z.strictObject({
    alpha: z
      .number()
      .gt(0)
      .lt(1)
      .default(0.05)
      .describe('Share of the original data that the filter would refuse, half on either side'),
  }),
  regime: () => ({ ...REPLACE_REGIME, memory: 'anchored' }),
  needs: () => ['log-density'],
});
