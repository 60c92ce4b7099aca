import { z } from 'zod';
import { defineStrategyCard } from '../../protocol/card.ts';
import { REPLACE_REGIME } from '../../protocol/regime.ts';

export const card = defineStrategyCard({
  id: 'temperature',
  version: 1,
  name: 'Temperature',
  summary: 'Sample every model at a temperature: from p^(1/T), flatter for T > 1, sharper for T < 1',
  group: 'sampling',
  reference: {
    title: 'Self-Consuming Generative Models Go MAD',
    authors: 'Alemohammad, Casco-Rodriguez, Luzi, Humayun, Babaei, LeJeune, Siahkoohi & Baraniuk',
    url: 'https://arxiv.org/abs/2307.01850',
    year: 2023,
  },
  params: z.strictObject({
    value: z
      .number()
      .min(0.01)
      .max(100)
      .default(0.9)
      .describe('Temperature T of every draw: below 1 sharper, above 1 flatter'),
  }),
  regime: () => REPLACE_REGIME,
  needs: () => ['temperature'],
});
