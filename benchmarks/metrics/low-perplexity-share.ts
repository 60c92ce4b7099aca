import { LOW_PERPLEXITY, shareAbove } from './formulas/sentence-likelihood.ts';
import { defineMetric } from './metric.ts';
import type { SeenText } from './seen.ts';

export const metric = defineMetric({
  id: 'low-perplexity-share',
  name: 'Low-perplexity samples',
  summary:
    'Share of sampled sentences whose perplexity under generation 0’s model is below that of 90% of held-out real sentences.',
  unit: 'share',
  better: 'closer',
  range: [0, 1],
  truth: LOW_PERPLEXITY,
  relations: [
    {
      from: ['improbable-share'],
      words: 'at most 1 − improbable-share: no sample is both',
      allowed: ([improbable = 0]) => [null, 1 - improbable],
    },
  ],
  measure: ({ likelihood, scale }: SeenText) => shareAbove(likelihood, scale.lowPerplexity),
});
