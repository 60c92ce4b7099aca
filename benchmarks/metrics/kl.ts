import type { Gaussian } from '../learners/gaussian.ts';
import { isLine, klDivergence, lineModel } from './formulas/gaussian.ts';
import { defineMetric, type Example } from './metric.ts';

export const metric = defineMetric({
  id: 'kl',
  name: 'Kullback–Leibler divergence',
  summary: 'KL(model ‖ truth) = ½(tr Σ + ‖μ‖² − d − ln det Σ).',
  unit: 'nats',
  better: 'lower',
  range: [0, null],
  distance: true,
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

export const examples: readonly Example<Gaussian>[] = [
  {
    seen: lineModel(0.25, 0.64),
    gives: 0.1681435513142108,
    by: 'Python 3: q(x) ln(q(x)/p(x)) 0.001 summed from −12 to 12 in steps of 0.001, q = N(0.5, 0.8²), p = N(0, 1)',
  },
];
