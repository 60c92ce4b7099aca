/** Axes with round ticks, and places along them. */
import { scaleLinear, scaleSqrt } from 'd3-scale';
import type { Axis } from './figure.ts';

/** A value's place, in units of the picture. */
export type Scale = (value: number) => number;

/** A scale whose places are within two ends. */
export function within(scale: Scale, a: number, b: number): Scale {
  const [least, most] = [Math.min(a, b), Math.max(a, b)];
  return (value) => Math.min(most, Math.max(least, scale(value)));
}

/** What lies beyond the domain has its place beyond the ends. */
export function scaleOf(
  { domain: [low, high], scale }: Pick<Axis, 'domain' | 'scale'>,
  from: number,
  to: number,
): Scale {
  const make = scale === 'root' ? scaleSqrt : scaleLinear;
  return make([low, high === low ? low + 1 : high], [from, to]);
}

/** Round numbers within a range, about so many. */
export function roundTicks(low: number, high: number, about = 5): number[] {
  return scaleLinear([low, high], [0, 1]).ticks(about);
}

/** The least range with round ends that holds one, with its ticks. */
export function roundRange(
  low: number,
  high: number,
  about = 5,
): { readonly domain: [number, number]; readonly ticks: number[] } {
  const scale = scaleLinear([low, high === low ? low + 1 : high], [0, 1]).nice(about);
  const [least = low, greatest = high] = scale.domain();
  return { domain: [least, greatest], ticks: scale.ticks(about) };
}

const GENERATION_TICKS = 6;

/** Whole generations, 0 and the last among them. */
export function generationTicks(horizon: number): number[] {
  const last = Math.max(1, horizon);
  const round = roundTicks(0, last, GENERATION_TICKS).filter((tick) => Number.isInteger(tick));
  const step = round[1] ?? last;
  // A tick that all but touches the last is left out for it.
  return [...round.filter((tick) => last - tick >= step / 2), last];
}

/** How far above the worst control a chart reaches: one exploding entry must not flatten all others. */
const HEADROOM = 1.5;

export interface Measured {
  readonly isReference: boolean;
  readonly values: readonly number[];
}

/**
 * The range of values: from the least to the greatest, at most HEADROOM times the worst control's above the least, widened to
 * round ends. `limits`: how far it reaches at most, where that doesn't follow from what is drawn.
 */
export function valueRange(
  lines: readonly Measured[],
  limits?: readonly [number, number],
): ReturnType<typeof roundRange> {
  const values = lines.flatMap((line) => line.values);
  // Nobody has measured it yet.
  if (values.length === 0) return roundRange(0, 1);
  const [least, greatest] = [Math.min(...values), Math.max(...values)];
  if (limits) return roundRange(Math.max(limits[0], least), Math.min(limits[1], greatest));
  const controls = lines.filter(({ isReference }) => isReference).flatMap((line) => line.values);
  const limit = controls.length === 0 ? greatest : least + HEADROOM * (Math.max(...controls) - least);
  const highest = Math.min(greatest, limit);
  // An axis that begins near 0 begins at 0.
  return roundRange(least > 0 && least < 0.5 * highest ? 0 : least, highest > least ? highest : greatest);
}

/** The range of scores: from 0 to 100 always, and what lies beyond as far as scores count. */
export function scoreRange(scores: readonly number[]): ReturnType<typeof roundRange> {
  const low = Math.max(-100, 25 * Math.floor(Math.min(0, ...scores) / 25));
  // A little above the oracle's, so that its sign is seen whole.
  const high = 110;
  return { domain: [low, high], ticks: roundTicks(low, high) };
}
