import { z } from 'zod';
import { defineStrategyCard } from '../../protocol/card.ts';
import { REPLACE_REGIME } from '../../protocol/regime.ts';

export const card = defineStrategyCard({
  id: 'filter-detector',
  version: 1,
  name: 'Detector resampling',
  summary:
    'Resample the training set in favour of what a detector, trained on the original data, does not take for a sample',
  group: 'filtering',
  reference: {
    title: 'Machine-generated text detection prevents language model collapse',
    authors: 'Drayson, Yilmaz & Lampos',
    url: 'https://arxiv.org/abs/2502.15654',
    year: 2025,
  },
  params: z.strictObject({
    power: z
      .int()
      .min(1)
      .max(100)
      .default(10)
      .describe(
        'Exponent b of the weight (1 − p)^b, where p is the detector’s probability that an example is a sample',
      ),
    copies: z.int().min(2).max(10).default(3).describe('Times that one example may be in the training set, at most'),
  }),
  regime: () => ({ ...REPLACE_REGIME, memory: 'anchored', provenance: 'detector' }),
});
