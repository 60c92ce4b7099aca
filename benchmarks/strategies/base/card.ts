import { z } from 'zod';
import { defineStrategyCard } from '../../protocol/card.ts';
import { REPLACE_REGIME } from '../../protocol/regime.ts';

export const card = defineStrategyCard({
  id: 'base',
  version: 1,
  name: 'Untrained base',
  summary: 'Put the pre-trained base, never fine-tuned, in the place of every generation: what standing still costs',
  group: 'baseline',
  reference: {
    title: 'AI models collapse when trained on recursively generated data',
    authors: 'Shumailov, Shumaylov, Zhao, Papernot, Anderson & Gal',
    url: 'https://doi.org/10.1038/s41586-024-07566-y',
    year: 2024,
  },
  params: z.strictObject({}),
  regime: () => REPLACE_REGIME,
  needs: () => ['pre-trained'],
});
