/** Axes with round ticks, and places along them. */
import type { Axis } from './figure.ts';

/** A value's place, in units of the picture. */
export type Scale = (value: number) => number;

/** A scale whose places are within two ends. */
export function within(scale: Scale, a: number, b: number): Scale {
  const [least, most] = [Math.min(a, b), Math.max(a, b)];
  return (value) => Math.min(most, Math.max(least, scale(value)));
}

/** What rounding may take from a number that is a tick itself. */
const EDGE = 1e-9;

/** What lies beyond the domain has its place beyond the ends. */
export function scaleOf(
  { domain: [low, high], scale }: Pick<Axis, 'domain' | 'scale'>,
  from: number,
  to: number,
): Scale {
  const shape =
    scale === 'root' ? (share: number) => Math.sign(share) * Math.sqrt(Math.abs(share)) : (share: number) => share;
  return (value) => {
    return from + (to - from) * shape((value - low) / (high - low || 1));
  };
}

/** Where one of 1, 2, 5 and 10 is nearer to a number than the next, by ratio. */
const STEPS = [
  [1, Math.sqrt(2)],
  [2, Math.sqrt(10)],
  [5, Math.sqrt(50)],
] as const;

/** The step of 1, 2 or 5 times a power of ten that divides a range in nearly so many parts. */
export function roundStep(range: number, about: number): number {
  const rough = (range || 1) / about;
  const power = Number(`1e${Math.floor(Math.log10(rough))}`);
  const factor = STEPS.find(([, end]) => rough / power < end)?.[0] ?? 10;
  return Number((factor * power).toPrecision(12));
}

/** Multiples of a step within a range. */
export function multiples(low: number, high: number, step: number): number[] {
  const first = Math.ceil(low / step - EDGE);
  const last = Math.floor(high / step + EDGE);
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, i) => Number(((first + i) * step).toPrecision(12)));
}

/** Round numbers within a range, about so many. */
export function roundTicks(low: number, high: number, about = 5): number[] {
  return multiples(low, high, roundStep(high - low, about));
}

/** The least range with round ends that holds one, with its ticks. */
export function roundRange(
  low: number,
  high: number,
  about = 5,
): { readonly domain: [number, number]; readonly ticks: number[] } {
  const top = high === low ? low + 1 : high;
  const step = roundStep(top - low, about);
  const domain: [number, number] = [
    Number((Math.floor(low / step + EDGE) * step).toPrecision(12)),
    Number((Math.ceil(top / step - EDGE) * step).toPrecision(12)),
  ];
  return { domain, ticks: multiples(...domain, step) };
}

const GENERATION_TICKS = 6;

/** Whole generations, 0 and the last among them. */
export function generationTicks(horizon: number): number[] {
  const last = Math.max(1, horizon);
  const step = Math.max(1, roundStep(last, GENERATION_TICKS));
  // A tick that all but touches the last is left out for it.
  return [...multiples(0, last, step).filter((tick) => last - tick >= step / 2), last];
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
  return { domain: [low, high], ticks: multiples(low, high, low < -50 ? 50 : 25) };
}
