import { isLine, klDivergence, lineModel } from './formulas/gaussian.ts';
import { defineMetric } from './metric.ts';

export const metric = defineMetric({
  id: 'kl',
  name: 'Kullback–Leibler divergence',
  summary: 'KL(model ‖ truth) = ½(tr Σ + ‖μ‖² − d − ln det Σ).',
  unit: 'nats',
  better: 'lower',
  range: [0, null],
  truth: 0,
  relations: [
    {
      from: ['mean-error', 'variance-ratio'],
      words: '½(variance-ratio + mean-error − 1 − ln variance-ratio)',
      computed: true,
      allowed: ([meanError = 0, variance = 0], setting) =>
        isLine(setting) && variance > 0 ? klDivergence(lineModel(meanError, variance)) : null,
    },
  ],
  measure: klDivergence,
});
