import { defineMetric } from './metric.ts';
import type { SeenFacts } from './seen.ts';

export const metric = defineMetric({
  id: 'invented-share',
  name: 'Invented facts',
  summary:
    'Share of what a model writes that is well-formed and says of a person what no one ever said in the real data, where all that is said is true.',
  unit: 'share',
  better: 'lower',
  range: [0, 1],
  truth: 0,
  measure: ({ invented }: Pick<SeenFacts, 'invented'>) => invented,
});
