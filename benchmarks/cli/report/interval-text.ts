/** Numbers with their intervals, as the report prints them. */
import type { Interval } from '../../scoring/index.ts';

export function withInterval(value: number, interval: Interval | null, digits = 1): string {
  const text = value.toFixed(digits);
  return interval
    ? `${text} [${interval[0].toFixed(digits)}, ${interval[1].toFixed(digits)}]`
    : `${text} [no interval]`;
}
