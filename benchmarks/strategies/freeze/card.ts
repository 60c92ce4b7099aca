import { z } from 'zod';
import { defineStrategyCard } from '../../protocol/card.ts';
import { REPLACE_REGIME } from '../../protocol/regime.ts';

export const card = defineStrategyCard({
  id: 'freeze',
  version: 1,
  name: 'Freeze',
  summary: 'Train on the original real data again and never on model output: nearly perfect, and learns nothing new',
  group: 'baseline',
  reference: {
    title: 'AI models collapse when trained on recursively generated data',
    authors: 'Shumailov, Shumaylov, Zhao, Papernot, Anderson & Gal',
    url: 'https://doi.org/10.1038/s41586-024-07566-y',
    year: 2024,
  },
  params: z.strictObject({}),
  regime: () => ({ ...REPLACE_REGIME, realData: 'retained', memory: 'anchored' }),
});
