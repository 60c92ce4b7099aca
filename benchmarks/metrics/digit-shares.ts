/** The share of each digit: ten metrics. */
import type { MetricFamily } from '../protocol/metric.ts';
import { DIGIT_SHARE_IDS, shareRelations } from './class-shares.ts';
import { defineMetric } from './metric.ts';
import type { SeenImages } from './seen.ts';

const DIGITS = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9] as const;
type Digit = (typeof DIGITS)[number];

const FAMILY: MetricFamily = {
  ids: 'digit-0…9-share',
  summary: 'Share of each digit among 2,000 samples, as a fixed classifier names them.',
};

const metricOf = (digit: Digit) =>
  defineMetric({
    id: `digit-${digit}-share`,
    name: `Share of ${digit}`,
    summary: `Share of the digit ${digit} among 2,000 samples, as a fixed classifier names them.`,
    unit: 'share',
    better: 'closer',
    range: [0, 1],
    family: FAMILY,
    relations: shareRelations(DIGIT_SHARE_IDS, `digit-${digit}-share`, 'digits'),
    measure: ({ shares }: SeenImages) => shares[digit] ?? null,
  });

/** By digit. */
export const metrics = DIGITS.map(metricOf);
