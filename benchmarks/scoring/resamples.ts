/** The bootstrap's draw: which seeds each resample takes, and sums over them. One draw serves every strategy. */
import { Stream } from '../numerics/stream.ts';
import { BOOTSTRAP_STREAM } from './method.ts';

/** How often each seed is in each resample. `[resamples, n]`, row-major; 16 bits hold any number of seeds that fits into memory. */
export type Counts = Uint16Array;

/** Draws are most of what a board of few entries takes, and the same for all boards of a suite: its benchmarks' take a third of this. */
const KEPT_BYTES = 32 * 1024 * 1024;
/** The last draws, the one asked for last at the end. */
const kept = new Map<string, Counts>();

/**
 * Draws n seed indices with replacement for each resample and counts them, rows summing to n. The draw depends on the
 * benchmark's id, n and the number of resamples alone, so it is the same for every entry, on the whole board and on a
 * group's. It is shared with whoever asks for the same: not to be changed.
 */
export function drawResamples(benchmark: string, n: number, resamples: number): Counts {
  const key = `${n} ${resamples} ${benchmark}`;
  const counts = kept.get(key) ?? draw(benchmark, n, resamples);
  kept.delete(key);
  kept.set(key, counts);
  let bytes = 0;
  for (const { byteLength } of kept.values()) bytes += byteLength;
  for (const [oldest, { byteLength }] of kept) {
    if (bytes <= KEPT_BYTES) break;
    kept.delete(oldest);
    bytes -= byteLength;
  }
  return counts;
}

function draw(benchmark: string, n: number, resamples: number): Counts {
  const rng = new Stream(BOOTSTRAP_STREAM).child(benchmark);
  const counts = new Uint16Array(resamples * n);
  for (let r = 0; r < resamples; r++) {
    for (let s = 0; s < n; s++) {
      const at = r * n + rng.int(n);
      counts[at] = (counts[at] as number) + 1;
    }
  }
  return counts;
}

/** Sums over resampled seeds, Σ_s counts[r, s]·values[s]. `values` is `[n]`; returns `[resamples]`. */
export function resampledSums(counts: Counts, values: Float64Array): Float64Array {
  const sums = new Float64Array(counts.length / values.length);
  fourSums(counts, [values, values, values, values], [sums, sums, sums, sums]);
  return sums;
}

/** Four arrays of one length. */
export type Four = readonly [Float64Array, Float64Array, Float64Array, Float64Array];

/**
 * As `resampledSums`, for four strategies in one pass over the counts. Each sum runs over the seeds in order whatever it
 * is computed beside, so a result never depends on which other entries are on the board.
 */
export function fourSums(counts: Counts, values: Four, sums: Four): void {
  const [x0, x1, x2, x3] = values;
  const n = x0.length;
  const resamples = counts.length / n;
  for (let r = 0; r < resamples; r += 2) {
    // Two resamples at a time: eight sums for six reads. An odd last one is done twice.
    const next = Math.min(r + 1, resamples - 1);
    const p = r * n;
    const q = next * n;
    let a0 = 0;
    let a1 = 0;
    let a2 = 0;
    let a3 = 0;
    let b0 = 0;
    let b1 = 0;
    let b2 = 0;
    let b3 = 0;
    for (let s = 0; s < n; s++) {
      const u = counts[p + s] as number;
      const v = counts[q + s] as number;
      const y0 = x0[s] as number;
      const y1 = x1[s] as number;
      const y2 = x2[s] as number;
      const y3 = x3[s] as number;
      a0 += u * y0;
      a1 += u * y1;
      a2 += u * y2;
      a3 += u * y3;
      b0 += v * y0;
      b1 += v * y1;
      b2 += v * y2;
      b3 += v * y3;
    }
    sums[0][r] = a0;
    sums[1][r] = a1;
    sums[2][r] = a2;
    sums[3][r] = a3;
    sums[0][next] = b0;
    sums[1][next] = b1;
    sums[2][next] = b2;
    sums[3][next] = b3;
  }
}
