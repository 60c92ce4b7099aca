/** Densities of the plane and their contours, for points and for the mixture that is the truth. */
import type { SampleFrame } from '#leaderboard/views/index.ts';
import { type Extent, peakOf } from './extent.ts';
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
      return Math.exp((-z * z) / 2) * peakOf(deviation);
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

/** Lines along which a density has a height (marching squares), each as its points in order. */
function linesAt(density: Float64Array, level: number, { x, y }: Extent): Pair[][] {
  const points = new Map<string, Pair>();
  const neighbours = new Map<string, string[]>();
  const at = (column: number, row: number): number => (density[row * COLUMNS + column] as number) - level;
  /** The point where the line crosses an edge of the grid, by its name. */
  const crossing = (column: number, row: number, isAcross: boolean): string => {
    const name = `${isAcross ? 'a' : 'u'}${column},${row}`;
    const from = at(column, row);
    const part = from / (from - (isAcross ? at(column + 1, row) : at(column, row + 1)));
    const [atColumn, atRow] = isAcross ? [column + part, row] : [column, row + part];
    points.set(name, [placeOf(x, atColumn, COLUMNS), placeOf(y, atRow, ROWS)]);
    return name;
  };
  const join = (a: string, b: string): void => {
    neighbours.set(a, [...(neighbours.get(a) ?? []), b]);
    neighbours.set(b, [...(neighbours.get(b) ?? []), a]);
  };
  for (let row = 0; row < ROWS - 1; row++) {
    for (let column = 0; column < COLUMNS - 1; column++) {
      const corners = [at(column, row), at(column + 1, row), at(column + 1, row + 1), at(column, row + 1)].map(
        (height) => height > 0,
      );
      const edges = [
        () => crossing(column, row, true),
        () => crossing(column + 1, row, false),
        () => crossing(column, row + 1, true),
        () => crossing(column, row, false),
      ].filter((_, edge) => corners[edge] !== corners[(edge + 1) % 4]);
      const names = edges.map((edge) => edge());
      // Two lines through one cell are joined in the order of its edges.
      for (let pair = 0; pair + 1 < names.length; pair += 2) join(names[pair] as string, names[pair + 1] as string);
    }
  }
  return walked(neighbours).map((names) => names.map((name) => points.get(name) as Pair));
}

/** The lines of a graph in which every point has one or two neighbours: open ones from an end, then the closed ones. */
function walked(neighbours: Map<string, string[]>): string[][] {
  const lines: string[][] = [];
  const starts = [...neighbours].sort(([, a], [, b]) => a.length - b.length).map(([name]) => name);
  for (const start of starts) {
    const line: string[] = [];
    let name: string | undefined = start;
    while (name !== undefined && neighbours.has(name)) {
      line.push(name);
      const next: string[] = neighbours.get(name) ?? [];
      neighbours.delete(name);
      name = next.find((other) => neighbours.has(other));
      // Back where it began.
      if (name === undefined && line.length > 2 && next.includes(start)) line.push(start);
    }
    if (line.length > 1) lines.push(line);
  }
  return lines;
}
