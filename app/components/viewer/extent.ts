/** How much of the line or the plane a picture shows. */
import type { SampleFrame } from '#leaderboard/views/index.ts';
import { moments } from './summary.ts';
import { type Pair, type Truth, truthAt } from './truth.ts';

export interface Extent {
  readonly x: Pair;
  readonly y: Pair;
}

/** How many times the truth's density a picture reaches. */
const MOST_TOPS = 3;

/** The density of a Gaussian at its mean. */
export const peakOf = (deviation: number): number => 1 / (deviation * Math.sqrt(2 * Math.PI));

/** Of a picture, in its own units. */
export const WIDTH = 400;
export const HEIGHT = 300;
export const MARGIN = 14;

/** The extent that holds every frame of both sides and the truth beside each. */
export function extentOf(frames: readonly SampleFrame[], truth: Truth): Extent {
  if (truth?.kind === 'frequencies') {
    const least = Math.min(...truth.ranks.map(({ frequency }) => frequency));
    return { x: [0, Math.log(truth.vocabulary)], y: [Math.log(least / 2), 0] };
  }
  const beside = frames.length === 0 ? [truth] : frames.map((frame) => truthAt(truth, frame));
  if (truth?.kind === 'points-1d') {
    const density = beside.flatMap((own) => (own?.kind === 'points-1d' ? own.density : []));
    const values = frames.flatMap((frame) => (frame.kind === 'values' ? frame.values : []));
    // A narrow density is a high one; the narrowest leave the picture, so that the truth stays to be seen.
    const peaks = frames.flatMap((frame) => (frame.kind === 'values' ? peakOf(moments(frame.values).deviation) : []));
    const truthTop = Math.max(...truth.density.map(([, p]) => p), 0.001);
    const highest = Math.min(MOST_TOPS * truthTop, Math.max(truthTop, ...peaks.filter(Number.isFinite)));
    return { x: reach([...values, ...density.map(([x]) => x)]), y: [-0.2 * highest, 1.04 * highest] };
  }
  const points = frames.flatMap((frame) => (frame.kind === 'points' ? frame.points : []));
  const extent = { x: reach(points.map(([x]) => x)), y: reach(points.map(([, y]) => y)) };
  return truth?.kind === 'points-2d' ? evenly(beside.reduce(around, extent)) : extent;
}

/** Widened to hold a mixture's contours, too. */
function around({ x, y }: Extent, truth: Truth): Extent {
  if (truth?.kind !== 'points-2d') return { x, y };
  const room = MODE_ROOM * truth.deviation;
  const holding = ([low, high]: Pair, places: readonly number[]): Pair => [
    Math.min(low, ...places.map((place) => place - room)),
    Math.max(high, ...places.map((place) => place + room)),
  ];
  return {
    x: holding(
      x,
      truth.modes.map(({ at }) => at[0]),
    ),
    y: holding(
      y,
      truth.modes.map(({ at }) => at[1]),
    ),
  };
}

/** Around a mode, in its standard deviations. */
const MODE_ROOM = 3;

/** Widened to one scale for both axes: what is round is seen round. */
function evenly({ x, y }: Extent): Extent {
  const [across, up] = [WIDTH - 2 * MARGIN, HEIGHT - 2 * MARGIN];
  const scale = Math.max((x[1] - x[0]) / across, (y[1] - y[0]) / up);
  const widened = ([low, high]: Pair, length: number): Pair => [
    (low + high - scale * length) / 2,
    (low + high + scale * length) / 2,
  ];
  return { x: widened(x, across), y: widened(y, up) };
}

/** The middle 99% of values, widened: one stray sample must not shrink all others. */
function reach(values: readonly number[]): Pair {
  const sorted = [...values].sort((a, b) => a - b);
  const at = (share: number): number => sorted[Math.round(share * (sorted.length - 1))] ?? 0;
  const margin = 0.05 * (at(0.995) - at(0.005) || 1);
  return [at(0.005) - margin, at(0.995) + margin];
}
