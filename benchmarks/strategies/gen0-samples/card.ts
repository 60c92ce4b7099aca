import { z } from 'zod';
import { defineStrategyCard } from '../../protocol/card.ts';
import { REPLACE_REGIME } from '../../protocol/regime.ts';

export const card = defineStrategyCard({
  id: 'gen0-samples',
  version: 1,
  name: 'Generation 0’s samples',
  summary: 'Every generation trains on new samples of generation 0’s model: errors of one fit, never compounded',
  group: 'baseline',
  reference: {
    title: 'AI models collapse when trained on recursively generated data',
    authors: 'Shumailov, Shumaylov, Zhao, Papernot, Anderson & Gal',
    url: 'https://doi.org/10.1038/s41586-024-07566-y',
    year: 2024,
  },
  params: z.strictObject({}),
  regime: () => ({ ...REPLACE_REGIME, memory: 'anchored' }),
});
