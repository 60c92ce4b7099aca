import { z } from 'zod';
import { defineStrategyCard } from '../../protocol/card.ts';
import { REPLACE_REGIME } from '../../protocol/regime.ts';

export const card = defineStrategyCard({
  id: 'accumulate-subsample',
  version: 1,
  name: 'Accumulate and subsample',
  summary: 'Keep the original data and all samples, train on an even draw of fixed size from them',
  group: 'accumulation',
  reference: {
    title: 'Collapse or Thrive? Perils and Promises of Synthetic Data in a Self-Generating World',
    authors: 'Kazdan, Schaeffer, Dey, Gerstgrasser, Rafailov, Donoho & Koyejo',
    url: 'https://arxiv.org/abs/2410.16713',
    year: 2024,
  },
  params: z.strictObject({}),
  regime: () => ({ ...REPLACE_REGIME, realData: 'retained', pool: 'augment-fixed', memory: 'anchored' }),
});
