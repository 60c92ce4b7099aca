/** Densities of the plane and their contours, for points and for the mixture that is the truth. */
import { contours } from 'd3-contour';
import type { SampleFrame } from '#leaderboard/views/index.ts';
import type { Extent } from './extent.ts';
import type { Pair, Truth } from './truth.ts';

export interface Contours {
  /** Lines through points of the plane, from the lowest level up. */
  readonly truth: readonly (readonly Pair[])[];
  readonly samples: readonly (readonly Pair[])[];
}

/** What the truth has within its contours. */
const WITHIN = [0.5, 0.95];
/** The kernel's standard deviation, in those of a true mode. */
const KERNEL = 0.5;

/**
 * Contours of the truth's density and of the samples', a kernel estimate, at the same heights. The truth is smoothed by the same
 * kernel: samples of a model that has lost nothing would give the same lines, but for chance. Null where the truth is no mixture.
 */
export function contoursOf(frame: SampleFrame, truth: Truth, extent: Extent): Contours | null {
  if (frame.kind !== 'points' || truth?.kind !== 'points-2d') return null;
  const kernel = KERNEL * truth.deviation;
  const deviation = Math.hypot(truth.deviation, kernel);
  const real = mixtureOn(
    extent,
    truth.modes.map((mode) => ({ ...mode, deviation })),
  );
  const weight = 1 / frame.points.length;
  const seen = mixtureOn(
    extent,
    frame.points.map((at) => ({ at, weight, deviation: kernel })),
  );
  const levels = WITHIN.map((share) => levelAround(real, share));
  return {
    truth: levels.flatMap((level) => linesAt(real, level, extent)),
    samples: levels.flatMap((level) => linesAt(seen, level, extent)),
  };
}

const COLUMNS = 80;
const ROWS = 60;

interface Component {
  readonly at: Pair;
  readonly weight: number;
  readonly deviation: number;
}

const placeOf = ([low, high]: Pair, index: number, count: number): number => low + ((high - low) * index) / (count - 1);

/** The density of a mixture of round Gaussians at the knots of a grid, row by row. */
function mixtureOn({ x, y }: Extent, components: readonly Component[]): Float64Array {
  const density = new Float64Array(COLUMNS * ROWS);
  const along = (axis: Pair, count: number, centre: number, deviation: number): Float64Array =>
    Float64Array.from({ length: count }, (_, index) => {
      const z = (placeOf(axis, index, count) - centre) / deviation;
      return Math.exp((-z * z) / 2) / (deviation * Math.sqrt(2 * Math.PI));
    });
  for (const { at, weight, deviation } of components) {
    const across = along(x, COLUMNS, at[0], deviation);
    const up = along(y, ROWS, at[1], deviation);
    for (let row = 0; row < ROWS; row++) {
      const height = weight * (up[row] as number);
      if (height < 1e-9) continue;
      for (let column = 0; column < COLUMNS; column++)
        density[row * COLUMNS + column] =
          (density[row * COLUMNS + column] as number) + height * (across[column] as number);
    }
  }
  return density;
}

/** The height above which a density has a share of its mass. */
function levelAround(density: Float64Array, share: number): number {
  const descending = [...density].sort((a, b) => b - a);
  const total = descending.reduce((sum, value) => sum + value, 0);
  let within = 0;
  for (const value of descending) {
    within += value;
    if (within >= share * total) return value;
  }
  return 0;
}

/** Lines along which a density has a height, each as its points in order, closed. */
function linesAt(density: Float64Array, level: number, { x, y }: Extent): Pair[][] {
  const { coordinates } = contours()
    .size([COLUMNS, ROWS])
    .contour(density as unknown as number[], level);
  // It takes values for those of the middles of cells.
  const pointOf = ([column = 0, row = 0]: readonly number[]): Pair => [
    placeOf(x, column - 0.5, COLUMNS),
    placeOf(y, row - 0.5, ROWS),
  ];
  return coordinates.flat().map((line) => line.map(pointOf));
}
