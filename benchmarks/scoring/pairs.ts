/**
 * The two passes over all pairs of entries and all replicates, N²/2 · resamples steps each, that rank intervals need. They
 * run in tiles of 2 × 4 pairs on chunks that stay in the first-level cache.
 */
import { mean } from '../numerics/statistics.ts';

/** A standard error, or a difference of scores, at most this large (in points) is rounding and counts as 0. */
export const ROUNDING = 1e-9;

/** Replicates handled at a time: the six rows of a tile take 12 KB. */
const CHUNK = 256;

/** Deviations e_i = θ*_i − θ_i, with rows of zeros up to a multiple of four so that every tile is whole. */
export class PairRows {
  /** Number of entries, N. */
  readonly entries: number;
  /** Number of rows: N, rounded up to a multiple of 4. */
  readonly padded: number;
  /** Number of replicates. */
  readonly length: number;
  /** Mean of each row. `[padded]` */
  readonly means: Float64Array;
  /** The current chunk, `[padded, CHUNK]`. */
  readonly chunk: Float64Array;
  readonly #scores: ArrayLike<number>;
  readonly #replicates: readonly Float64Array[];

  constructor(scores: ArrayLike<number>, replicates: readonly Float64Array[]) {
    this.#scores = scores;
    this.#replicates = replicates;
    this.entries = scores.length;
    this.padded = Math.ceil(scores.length / 4) * 4;
    this.length = replicates[0]?.length ?? 0;
    this.chunk = new Float64Array(this.padded * CHUNK);
    this.means = new Float64Array(this.padded);
    replicates.forEach((row, i) => {
      this.means[i] = mean(row) - (scores[i] as number);
    });
  }

  /** Loads replicates from…from+CHUNK−1 into `chunk` and returns how many there were. */
  load(from: number): number {
    const count = Math.min(CHUNK, this.length - from);
    this.#replicates.forEach((row, i) => {
      const score = this.#scores[i] as number;
      for (let b = 0; b < count; b++) this.chunk[i * CHUNK + b] = (row[from + b] as number) - score;
    });
    return count;
  }
}

/** Calls `visit` for every tile of 2 × 4 pairs that holds a pair i < j. */
function forEachTile(padded: number, visit: (i: number, j: number) => void): void {
  for (let i = 0; i < padded; i += 2) {
    for (let j = i - (i % 4); j < padded; j += 4) visit(i, j);
  }
}

/** Standard deviation of θ*_i − θ*_j at `[i·padded + j]` for i < j, 0 where it is rounding; other cells are 0. */
export function pairErrors(rows: PairRows): Float64Array {
  const { entries, padded, length, means } = rows;
  const squares = new Float64Array(padded * padded);
  for (let from = 0; from < length; from += CHUNK) {
    const count = rows.load(from);
    forEachTile(padded, (i, j) => addSquares(rows.chunk, count, i, j, squares, padded));
  }
  for (let i = 0; i < padded; i++) {
    for (let j = 0; j < padded; j++) {
      const shift = (means[i] as number) - (means[j] as number);
      const at = i * padded + j;
      const variance = ((squares[at] as number) - length * shift * shift) / (length - 1);
      squares[at] = i < j && j < entries && variance > ROUNDING * ROUNDING ? Math.sqrt(variance) : 0;
    }
  }
  return squares;
}

/** Adds Σ_b (e_i − e_j)² of a chunk for the tile's eight pairs. */
function addSquares(
  chunk: Float64Array,
  count: number,
  i: number,
  j: number,
  squares: Float64Array,
  padded: number,
): void {
  const p = i * CHUNK;
  const q = p + CHUNK;
  const j0 = j * CHUNK;
  const j1 = j0 + CHUNK;
  const j2 = j1 + CHUNK;
  const j3 = j2 + CHUNK;
  let a0 = 0;
  let a1 = 0;
  let a2 = 0;
  let a3 = 0;
  let b0 = 0;
  let b1 = 0;
  let b2 = 0;
  let b3 = 0;
  for (let b = 0; b < count; b++) {
    const x = chunk[p + b] as number;
    const y = chunk[q + b] as number;
    const u0 = chunk[j0 + b] as number;
    const u1 = chunk[j1 + b] as number;
    const u2 = chunk[j2 + b] as number;
    const u3 = chunk[j3 + b] as number;
    a0 += (x - u0) * (x - u0);
    a1 += (x - u1) * (x - u1);
    a2 += (x - u2) * (x - u2);
    a3 += (x - u3) * (x - u3);
    b0 += (y - u0) * (y - u0);
    b1 += (y - u1) * (y - u1);
    b2 += (y - u2) * (y - u2);
    b3 += (y - u3) * (y - u3);
  }
  const at = i * padded + j;
  const below = at + padded;
  squares[at] = (squares[at] as number) + a0;
  squares[at + 1] = (squares[at + 1] as number) + a1;
  squares[at + 2] = (squares[at + 2] as number) + a2;
  squares[at + 3] = (squares[at + 3] as number) + a3;
  squares[below] = (squares[below] as number) + b0;
  squares[below + 1] = (squares[below + 1] as number) + b1;
  squares[below + 2] = (squares[below + 2] as number) + b2;
  squares[below + 3] = (squares[below + 3] as number) + b3;
}

/** The largest |e_i − e_j| / se_ij over pairs with se_ij > 0, for each replicate. `[resamples]` */
export function largestDeviations(rows: PairRows, errors: Float64Array): Float64Array {
  const { padded, length } = rows;
  // A weight of 0 takes a pair out: cells on and below the diagonal, padding, and pairs that don't vary.
  const weights = errors.map((se) => (se === 0 ? 0 : 1 / se));
  const largest = new Float64Array(length);
  for (let from = 0; from < length; from += CHUNK) {
    const count = rows.load(from);
    const part = largest.subarray(from, from + count);
    forEachTile(padded, (i, j) => raiseLargest(rows.chunk, count, i, j, weights, padded, part));
  }
  return largest;
}

/** Raises the running maxima `largest` `[count]` to |e_i − e_j|·weight of the tile's eight pairs. */
function raiseLargest(
  chunk: Float64Array,
  count: number,
  i: number,
  j: number,
  weights: Float64Array,
  padded: number,
  largest: Float64Array,
): void {
  const p = i * CHUNK;
  const q = p + CHUNK;
  const j0 = j * CHUNK;
  const j1 = j0 + CHUNK;
  const j2 = j1 + CHUNK;
  const j3 = j2 + CHUNK;
  const at = i * padded + j;
  const below = at + padded;
  const w0 = weights[at] as number;
  const w1 = weights[at + 1] as number;
  const w2 = weights[at + 2] as number;
  const w3 = weights[at + 3] as number;
  const w4 = weights[below] as number;
  const w5 = weights[below + 1] as number;
  const w6 = weights[below + 2] as number;
  const w7 = weights[below + 3] as number;
  for (let b = 0; b < count; b++) {
    const x = chunk[p + b] as number;
    const y = chunk[q + b] as number;
    const u0 = chunk[j0 + b] as number;
    const u1 = chunk[j1 + b] as number;
    const u2 = chunk[j2 + b] as number;
    const u3 = chunk[j3 + b] as number;
    const z0 = Math.abs((x - u0) * w0);
    const z1 = Math.abs((x - u1) * w1);
    const z2 = Math.abs((x - u2) * w2);
    const z3 = Math.abs((x - u3) * w3);
    const z4 = Math.abs((y - u0) * w4);
    const z5 = Math.abs((y - u1) * w5);
    const z6 = Math.abs((y - u2) * w6);
    const z7 = Math.abs((y - u3) * w7);
    let m = largest[b] as number;
    // One test in the common case, where nothing is raised; comparisons, since Math.max is slower by half.
    if (z0 > m || z1 > m || z2 > m || z3 > m || z4 > m || z5 > m || z6 > m || z7 > m) {
      if (z0 > m) m = z0;
      if (z1 > m) m = z1;
      if (z2 > m) m = z2;
      if (z3 > m) m = z3;
      if (z4 > m) m = z4;
      if (z5 > m) m = z5;
      if (z6 > m) m = z6;
      if (z7 > m) m = z7;
      largest[b] = m;
    }
  }
}
