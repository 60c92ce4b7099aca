/** Numbers with their intervals, as the report prints them. */
import { scoreText } from '../../protocol/score-range.ts';
import type { Interval } from '../../scoring/index.ts';

export function withInterval(value: number, interval: Interval | null, digits = 1): string {
  return beside(value.toFixed(digits), interval, digits);
}

/** A score, beyond the range in which it counts as a bound; its interval as it was computed. */
export function scoreWithInterval(score: number, interval: Interval | null): string {
  return beside(scoreText(score), interval, 1);
}

function beside(text: string, interval: Interval | null, digits: number): string {
  return interval
    ? `${text} [${interval[0].toFixed(digits)}, ${interval[1].toFixed(digits)}]`
    : `${text} [no interval]`;
}
