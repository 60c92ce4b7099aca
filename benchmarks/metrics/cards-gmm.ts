/** Cards of the metrics of gmm-2d. */
import type { MetricCard } from '../protocol/card.ts';

export const GMM_METRICS: readonly MetricCard[] = [
  {
    id: 'sliced-w2-root',
    name: 'Sliced W2 distance',
    summary:
      'Root of the mean squared 2-Wasserstein distance on the line between model and truth, over 23 fixed directions (Rabin et al. 2011). From the distribution functions, without samples: no noise floor',
    unit: 'length',
    better: 'lower',
    range: [0, null],
  },
  {
    id: 'log-likelihood',
    name: 'Held-out log-likelihood',
    summary: 'Mean log-density of the model on 2,000 held-out real points, the same for every seed',
    unit: 'nats per example',
    better: 'higher',
    range: [null, null],
  },
  {
    id: 'det-ratio',
    name: 'Covariance determinant',
    summary: 'Determinant of the model’s pooled within-component covariance Σ w_j Σ_j over the truth’s',
    unit: 'ratio',
    better: 'closer',
    range: [0, null],
  },
  {
    id: 'mode-entropy',
    name: 'Mode entropy',
    summary: 'Entropy of the modes’ shares among the model’s samples that lie inside any true mode’s 99% disc',
    unit: 'nats',
    better: 'closer',
    range: [0, Math.log(8)],
  },
  {
    id: 'modes-covered',
    name: 'Modes covered',
    summary: 'True modes with at least a quarter of their weight within two standard deviations of their centre',
    unit: 'modes',
    better: 'higher',
    range: [0, 8],
  },
  {
    id: 'rare-mode-recall',
    name: 'Rare-mode recall',
    summary: 'Share of the three rarest true modes that are covered',
    unit: 'share',
    better: 'higher',
    range: [0, 1],
  },
  {
    id: 'outlier-mass',
    name: 'Outlier mass',
    summary: 'Share of the model’s samples outside every true mode’s 99% disc',
    unit: 'share',
    better: 'closer',
    range: [0, 1],
  },
];
