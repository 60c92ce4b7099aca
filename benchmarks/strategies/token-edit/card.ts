import { z } from 'zod';
import { defineStrategyCard } from '../../protocol/card.ts';
import { REPLACE_REGIME } from '../../protocol/regime.ts';

export const card = defineStrategyCard({
  id: 'token-edit',
  version: 1,
  name: 'Token editing',
  summary: 'Resample the tokens that the model is too sure of, in its samples or in the original text',
  group: 'sampling',
  reference: {
    title: 'How to Synthesize Text Data without Model Collapse?',
    authors: 'Zhu, Cheng, Li, Zhang, Shen, Liu, Zhou, Wang, He, Wang, Zhou, Liu & Wang',
    url: 'https://arxiv.org/abs/2412.14689',
    year: 2024,
  },
  params: z.strictObject({
    threshold: z
      .number()
      .gt(0)
      .max(1)
      .default(0.9)
      .describe('Probability in its context from which a token is resampled'),
    temperature: z
      .number()
      .min(0.01)
      .max(100)
      .default(2)
      .describe('Temperature T of the resampling, which draws from p^(1/T), normalised'),
    text: z
      .enum(['samples', 'original'])
      .default('samples')
      .describe(
        'What is edited: samples of the last model, or (as in the paper) the text of the generation before, D0 at first',
      ),
  }),
  regime: ({ text }) => (text === 'samples' ? REPLACE_REGIME : { ...REPLACE_REGIME, realData: 'retained' }),
  needs: () => ['token-edit'],
});
