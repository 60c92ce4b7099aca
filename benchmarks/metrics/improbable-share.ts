import { IMPROBABLE, shareBelow } from './formulas/sentence-likelihood.ts';
import { defineMetric } from './metric.ts';
import type { SeenText } from './seen.ts';

export const metric = defineMetric({
  id: 'improbable-share',
  name: 'Improbable samples',
  summary:
    'Share of sampled sentences less probable a token under generation 0’s model than 95% of held-out real sentences.',
  unit: 'share',
  better: 'closer',
  range: [0, 1],
  truth: IMPROBABLE,
  measure: ({ likelihood, scale }: SeenText) => shareBelow(likelihood, scale.improbable),
});
