import { crossEntropy } from './formulas/sentence-likelihood.ts';
import { defineMetric } from './metric.ts';
import type { SeenText } from './seen.ts';

export const metric = defineMetric({
  id: 'cross-entropy',
  name: 'Cross-entropy',
  summary: 'Mean −ln p of a token of held-out real text, sentence ends included: the logarithm of perplexity.',
  unit: 'nats/token',
  better: 'lower',
  range: [0, null],
  measure: ({ heldOut, heldOutLikelihood }: SeenText) => crossEntropy(heldOutLikelihood, heldOut),
});
