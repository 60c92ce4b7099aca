/** Cards of the metrics of regression. */
import type { MetricCard } from '../protocol/card.ts';

export const REGRESSION_METRICS: readonly MetricCard[] = [
  {
    id: 'predictive-w2',
    name: 'Predictive W2²',
    summary:
      'Squared 2-Wasserstein distance between the predictive distributions N(x·ŵ, σ̂²) and N(x·w, σ²), mean over inputs: ‖ŵ−w‖² + (σ̂−σ)²',
    unit: 'σ²',
    better: 'lower',
    range: [0, null],
  },
  {
    id: 'excess-risk',
    name: 'Excess risk',
    summary: 'What the squared prediction error exceeds the noise by: ‖ŵ−w‖²',
    unit: 'σ²',
    better: 'lower',
    range: [0, null],
  },
  {
    id: 'noise-ratio',
    name: 'Noise ratio',
    summary: 'Fitted over true residual variance: σ̂²/σ²',
    unit: 'ratio',
    better: 'closer',
    range: [0, null],
  },
];
