/** All metrics, in table order. */
import type { MetricCard } from '../protocol/card.ts';
import { GAUSSIAN_METRICS } from './cards-gaussian.ts';

export const METRICS: readonly MetricCard[] = [...GAUSSIAN_METRICS];
