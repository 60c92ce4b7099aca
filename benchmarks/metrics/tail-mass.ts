import { isLine, lineModel, TAIL_MASS, tailMass } from './formulas/gaussian.ts';
import { defineMetric } from './metric.ts';

export const metric = defineMetric({
  id: 'tail-mass',
  name: 'Tail mass',
  summary:
    'The model’s mass outside the truth’s central 99%, both sides, mean over the coordinates. The truth has 0.01.',
  unit: 'probability',
  better: 'closer',
  range: [0, 1],
  truth: TAIL_MASS,
  relations: [
    {
      from: ['mean-error', 'variance-ratio'],
      words: 'what a Gaussian with that mean-error and variance-ratio has',
      computed: true,
      allowed: ([meanError = 0, variance = 0], setting) =>
        isLine(setting) && variance > 0 ? tailMass(lineModel(meanError, variance)) : null,
    },
  ],
  measure: tailMass,
});
