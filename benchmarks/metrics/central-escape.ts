import { centralEscape, ESCAPE_MASS, isLine, lineModel } from './formulas/gaussian.ts';
import { defineMetric } from './metric.ts';

export const metric = defineMetric({
  id: 'central-escape',
  name: 'Mass escaped from the centre',
  summary: 'The truth’s mass outside the model’s central 99%, mean over the coordinates. The truth has 0.01.',
  unit: 'probability',
  better: 'closer',
  range: [0, 1],
  truth: ESCAPE_MASS,
  relations: [
    {
      from: ['mean-error', 'variance-ratio'],
      words: 'what a Gaussian with that mean-error and variance-ratio has',
      computed: true,
      allowed: ([meanError = 0, variance = 0], setting) =>
        isLine(setting) && variance > 0 ? centralEscape(lineModel(meanError, variance)) : null,
    },
  ],
  measure: centralEscape,
});
