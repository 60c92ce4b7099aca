import { z } from 'zod';
import { defineStrategyCard } from '../../protocol/card.ts';
import { REPLACE_REGIME } from '../../protocol/regime.ts';

export const card = defineStrategyCard({
  id: 'adversarial',
  version: 1,
  name: 'Adversarial training',
  summary: 'Train on inputs moved, within a small radius, to where the loss is highest',
  group: 'training',
  reference: {
    title: 'Towards Deep Learning Models Resistant to Adversarial Attacks',
    authors: 'Madry, Makelov, Schmidt, Tsipras & Vladu',
    url: 'https://arxiv.org/abs/1706.06083',
    year: 2018,
  },
  params: z.strictObject({
    radius: z
      .number()
      .gt(0)
      .max(1)
      .default(0.03)
      .describe('Largest move of one component: of a pixel’s range, or of the embeddings’ root mean square'),
    steps: z
      .int()
      .min(1)
      .max(20)
      .default(1)
      .describe('Steps of the attack: 1 along the gradient’s sign (FGSM), more for projected gradient descent (PGD)'),
  }),
  regime: () => REPLACE_REGIME,
  needs: () => ['adversarial'],
});
