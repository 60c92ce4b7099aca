import type { MetricCard } from '../protocol/card.ts';

export const GAUSSIAN_METRICS: readonly MetricCard[] = [
  {
    id: 'w2-root',
    name: '2-Wasserstein distance',
    summary:
      'Distance between the fitted Gaussian and the truth, √(‖μ‖² + Σ(√λᵢ − 1)²) for eigenvalues λ of the covariance (Givens & Shortt 1984).',
    unit: 'σ',
    better: 'lower',
    range: [0, null],
  },
  {
    id: 'w2',
    name: 'Squared 2-Wasserstein distance',
    summary: 'The square of w2-root, whose expectation has a closed form (law 1).',
    unit: 'σ²',
    better: 'lower',
    range: [0, null],
  },
  {
    id: 'kl',
    name: 'Kullback–Leibler divergence',
    summary: 'KL(model ‖ truth) = ½(tr Σ + ‖μ‖² − d − ln det Σ).',
    unit: 'nats',
    better: 'lower',
    range: [0, null],
  },
  {
    id: 'mean-error',
    name: 'Squared error of the mean',
    summary: '‖μ − μ₀‖², whose expectation grows by σ²/M a generation (law 1).',
    unit: 'σ²',
    better: 'lower',
    range: [0, null],
  },
  {
    id: 'variance-ratio',
    name: 'Variance ratio',
    summary: 'σ_g²/σ²: the model’s variance over the truth’s, geometric mean over the coordinates.',
    unit: 'ratio',
    better: 'closer',
    range: [0, null],
  },
  {
    id: 'tail-mass',
    name: 'Tail mass',
    summary:
      'The model’s mass outside the truth’s central 99%, both sides, mean over the coordinates. The truth has 0.01.',
    unit: 'probability',
    better: 'closer',
    range: [0, 1],
  },
  {
    id: 'central-escape',
    name: 'Mass escaped from the centre',
    summary: 'The truth’s mass outside the model’s central 99%, mean over the coordinates. The truth has 0.01.',
    unit: 'probability',
    better: 'closer',
    range: [0, 1],
  },
];
