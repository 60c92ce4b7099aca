/** Draws from rows of probabilities. */
import type { Stream } from '../../numerics/stream.ts';

/** Draws an index in proportion to the row's values (their sum need not be 1: float32 rounds). */
export function drawFromRow(row: Float32Array, rng: Stream): number {
  let total = 0;
  for (let i = 0; i < row.length; i++) total += row[i] as number;
  let left = rng.uniform() * total;
  for (let i = 0; i < row.length; i++) {
    left -= row[i] as number;
    if (left < 0) return i;
  }
  return lastPositive(row);
}

/** Where the subtractions rounded against us. */
function lastPositive(row: Float32Array): number {
  let last = row.length - 1;
  while (last > 0 && row[last] === 0) last--;
  return last;
}
