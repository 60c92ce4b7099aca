/** The share of each digit: ten metrics. */
import type { MetricFamily } from '../protocol/metric.ts';
import { defineMetric } from './metric.ts';
import { shareOf } from './relations.ts';
import type { SeenImages } from './seen.ts';

const DIGITS = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9] as const;
type Digit = (typeof DIGITS)[number];

/** Samples that a model is measured by. */
const MEASURED = 2000;

const FAMILY: MetricFamily = {
  ids: 'digit-0…9-share',
  summary: 'Share of each digit among 2,000 samples, as a fixed classifier names them.',
};

export const DIGIT_SHARE_IDS: readonly string[] = DIGITS.map((digit) => `digit-${digit}-share`);

const COUNTED = {
  from: [],
  words: 'a share of 2,000 samples',
  allowed: (_: readonly number[], __: unknown, value: number) => shareOf(MEASURED, value),
};

/** One digit's share follows from the others. */
const REST = {
  from: DIGIT_SHARE_IDS.slice(1),
  words: '1 − the shares of the other digits',
  computed: true,
  allowed: (others: readonly number[]) =>
    countedShare(MEASURED - others.reduce((n, share) => n + Math.round(share * MEASURED), 0)),
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
    relations: digit === 0 ? [COUNTED, REST] : [COUNTED],
    measure: ({ shares }: SeenImages) => shares[digit] ?? null,
  });

/** By digit. */
export const metrics = DIGITS.map(metricOf);

/** The share of a class with so many samples, added up sample by sample as classShares does: not the quotient's last bit. */
function countedShare(count: number): number {
  let share = 0;
  for (let i = 0; i < count; i++) share += 1 / MEASURED;
  return share;
}
