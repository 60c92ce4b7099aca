/** All metrics, in table order. */
import type { MetricCard } from '../protocol/card.ts';
import { GAUSSIAN_METRICS } from './cards-gaussian.ts';
import { GMM_METRICS } from './cards-gmm.ts';
import { IMAGE_METRICS } from './cards-images.ts';
import { REGRESSION_METRICS } from './cards-regression.ts';
import { TEXT_METRICS } from './cards-text.ts';
import { TRANSFORMER_METRICS } from './cards-transformer.ts';

export const METRICS: readonly MetricCard[] = [
  ...GAUSSIAN_METRICS,
  ...REGRESSION_METRICS,
  ...TEXT_METRICS,
  ...GMM_METRICS,
  ...IMAGE_METRICS,
  ...TRANSFORMER_METRICS,
];
