/** How values are written that are read off a figure, and on its axes. */
import type { Axis, ValueKind } from '#benchmarks/figures/figure.ts';
import { formatAmount, formatNumber, formatPoints, formatScore, formatShare } from '../format.ts';

const FORMATS: Readonly<Record<ValueKind, (value: number) => string>> = {
  number: formatNumber,
  share: formatShare,
  score: formatScore,
  amount: formatAmount,
};

export const valueText = (value: number, kind: ValueKind): string => FORMATS[kind](value);

/** An interval behind a value: of scores its ends aren't cut where scores are. */
export function intervalText(low: number | null, high: number | null, kind: ValueKind, to: string): string {
  if (low === null || high === null) return '';
  const format = kind === 'score' ? formatPoints : FORMATS[kind];
  return `${format(low)} ${to} ${format(high)}`;
}

/** Ticks with their labels; scores and whole numbers have no decimals. */
export function labelled(ticks: readonly number[], kind: ValueKind): Axis['ticks'] {
  const format = kind === 'score' ? formatNumber : FORMATS[kind];
  return ticks.map((at) => ({ at, label: format(at) }));
}
