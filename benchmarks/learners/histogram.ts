/** A histogram on a fixed square grid: another model family for gmm-2d, with no shape of its own to lose. */
import { Batch } from '../numerics/batch.ts';
import { cumulative, pickIndex } from '../numerics/mixture-2d.ts';
import { Divergence, type Learner } from './learner.ts';

export interface Grid {
  /** The square [low, high)² is covered. */
  readonly low: number;
  readonly high: number;
  /** Cells a side. */
  readonly cells: number;
}

export interface Histogram {
  readonly grid: Grid;
  /** Probability of each cell, row-major by y. `[cells²]` */
  readonly masses: Float64Array;
}

/**
 * Shares of the (weighted) examples in the cells; uniform within a cell. Examples outside the square are left out.
 * Temperature T raises the cells' masses to 1/T and normalises, which is exact, the cells being equal in area.
 */
export function histogramLearner(grid: Grid): Learner<Histogram> {
  return {
    id: 'histogram',
    fit: (training) => ({ model: fitHistogram(training, grid), epochs: 1, updates: 1 }),
    sample: ({ masses }, units, rng, options) => {
      const power = 1 / (options?.temperature ?? 1);
      const tempered = power === 1 ? masses : masses.map((mass) => (mass > 0 ? Math.exp(power * Math.log(mass)) : 0));
      const sums = cumulative(tempered);
      const width = (grid.high - grid.low) / grid.cells;
      const values = new Float64Array(2 * units);
      for (let i = 0; i < units; i++) {
        const cell = pickIndex(sums, rng);
        values[2 * i] = grid.low + width * ((cell % grid.cells) + rng.uniform());
        values[2 * i + 1] = grid.low + width * (Math.floor(cell / grid.cells) + rng.uniform());
      }
      return Batch.rows(values, 2);
    },
    /** −Infinity in empty cells and outside the square. */
    logDensity: ({ masses }, batch) => {
      const width = (grid.high - grid.low) / grid.cells;
      return Float64Array.from({ length: batch.count }, (_, i) => {
        const cell = cellOf(batch.row(i), grid);
        return Math.log(cell === null ? 0 : (masses[cell] as number) / (width * width));
      });
    },
  };
}

/** Fits a histogram to rows `[n, 2]`. @throws Divergence where no example lies in the square */
export function fitHistogram(training: Batch, grid: Grid): Histogram {
  const masses = new Float64Array(grid.cells * grid.cells);
  let total = 0;
  for (let i = 0; i < training.count; i++) {
    const cell = cellOf(training.row(i), grid);
    if (cell === null) continue;
    const weight = training.weights?.[i] ?? 1;
    masses[cell] = (masses[cell] as number) + weight;
    total += weight;
  }
  if (!(total > 0)) throw new Divergence('No example lies inside the histogram’s grid.');
  return { grid, masses: masses.map((mass) => mass / total) };
}

function cellOf(point: Float64Array, { low, high, cells }: Grid): number | null {
  const column = Math.floor((((point[0] as number) - low) / (high - low)) * cells);
  const row = Math.floor((((point[1] as number) - low) / (high - low)) * cells);
  return column >= 0 && column < cells && row >= 0 && row < cells ? row * cells + column : null;
}
