/** What is left of samples, one after the other, without near-duplicates and without what a region has too many of. */
import type { Batch } from '../../numerics/batch.ts';
import { unitsOfShare } from '../../numerics/draw.ts';
import { quantileSorted } from '../../numerics/statistics.ts';
import type { Stream } from '../../numerics/stream.ts';
import { type Points, pointsOf } from '../points.ts';

export interface SieveParams {
  readonly near: number;
  readonly regions: number;
  readonly excess: number;
}

export class Sieve {
  readonly #centres: readonly Float64Array[];
  /** Samples that a region may still have `[regions]`. */
  readonly #room: Float64Array;
  /** Squared distance below which two samples are near-duplicates. */
  readonly #near: number;
  readonly #kept: Float64Array[] = [];

  /** A sieve for `units` samples. Regions lie around examples of D0 that `rng` chooses. */
  constructor(original: Batch, units: number, { near, regions, excess }: SieveParams, rng: Stream) {
    const all = rowsOf(pointsOf(original));
    this.#centres = Array.from(rng.choose(all.length, Math.min(regions, all.length)), (i) => all[i] as Float64Array);
    const counts = new Float64Array(this.#centres.length);
    for (const point of all) {
      const region = this.#regionOf(point);
      counts[region] = (counts[region] as number) + 1;
    }
    // At least one more than its share rounded down, so that together there is always room for all.
    this.#room = counts.map((count) => unitsOfShare((1 + excess) * (count / all.length), units) + 1);
    this.#near = near === 0 ? 0 : quantileSorted(nearestNeighbours(all).sort(), near);
  }

  /** 1 for each sample that is kept, in the order of the batch, after those kept before; else 0 `[count]`. */
  pass(batch: Batch): Uint8Array {
    return Uint8Array.from(rowsOf(pointsOf(batch)), (point) => (this.#keeps(point) ? 1 : 0));
  }

  #keeps(point: Float64Array): boolean {
    const region = this.#regionOf(point);
    const room = this.#room[region] as number;
    if (room < 1) return false;
    if (this.#kept.some((other) => distance(point, other, this.#near) < this.#near)) return false;
    this.#room[region] = room - 1;
    this.#kept.push(point);
    return true;
  }

  #regionOf(point: Float64Array): number {
    let [nearest, least] = [0, Number.POSITIVE_INFINITY];
    for (const [region, centre] of this.#centres.entries()) {
      const own = distance(point, centre, least);
      if (own < least) [nearest, least] = [region, own];
    }
    return nearest;
  }
}

/** Squared distance of each point to its nearest neighbour `[n]`. */
function nearestNeighbours(points: readonly Float64Array[]): Float64Array {
  const nearest = new Float64Array(points.length).fill(Number.POSITIVE_INFINITY);
  for (const [i, point] of points.entries()) {
    for (let j = 0; j < i; j++) {
      const bound = Math.max(nearest[i] as number, nearest[j] as number);
      const own = distance(point, points[j] as Float64Array, bound);
      if (own < (nearest[i] as number)) nearest[i] = own;
      if (own < (nearest[j] as number)) nearest[j] = own;
    }
  }
  return nearest;
}

/** Squared Euclidean distance; some number of at least `bound` where it is that large. */
function distance(a: Float64Array, b: Float64Array, bound: number): number {
  let sum = 0;
  for (let k = 0; k < a.length && sum < bound; k++) {
    const difference = (a[k] as number) - (b[k] as number);
    sum += difference * difference;
  }
  return sum;
}

function rowsOf({ values, width }: Points): Float64Array[] {
  return Array.from({ length: values.length / width }, (_, i) => values.subarray(i * width, (i + 1) * width));
}
