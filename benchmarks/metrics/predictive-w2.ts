import { predictiveW2 } from './formulas/regression.ts';
import { defineMetric } from './metric.ts';
import type { SeenLine } from './seen.ts';

export const metric = defineMetric({
  id: 'predictive-w2',
  name: 'Predictive W2²',
  summary:
    'Squared 2-Wasserstein distance between the predictive distributions N(x·ŵ, σ̂²) and N(x·w, σ²), mean over inputs: ‖ŵ−w‖² + (σ̂−σ)²',
  unit: 'σ²',
  better: 'lower',
  range: [0, null],
  distance: true,
  truth: 0,
  relations: [
    {
      from: ['excess-risk', 'noise-ratio'],
      words: 'excess-risk + (√noise-ratio − 1)²',
      computed: true,
      allowed: ([risk = 0, ratio = 0]) => {
        const difference = Math.sqrt(ratio) - 1;
        return risk + difference * difference;
      },
    },
  ],
  measure: ({ model, truth }: SeenLine) => predictiveW2(model, truth),
});
