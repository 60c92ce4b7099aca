/**
 * Held-out images of a seed: drawn from all that there are, so that no two seeds are measured by the same ones, and seen digit by
 * digit, so that a world of any class frequencies can be held against them.
 */
import { loadMnist } from '../../data/mnist.ts';
import { FEATURES, type Seen } from '../../learners/classifier/network.ts';
import { ballsOf } from '../../metrics/formulas/density-coverage.ts';
import { mixtureMoments, momentsOf } from '../../metrics/formulas/frechet.ts';
import type { Stream } from '../../numerics/stream.ts';
import { type DigitClasses, membersOf } from './digits-draw.ts';
import { COMPARED, imagesOf, type Reference, wholeShares } from './digits-seen.ts';

/** Held-out images of each digit that a seed draws, of the 892 to 1,135 that MNIST has. */
export const HELD_OUT_PER_DIGIT = 500;

/** What samples of a world with these class frequencies are held against. No frequency is above HELD_OUT_PER_DIGIT/COMPARED. */
export type HeldOut = (classes: DigitClasses) => Reference;

/** Looks at all held-out images once; what it gives draws a seed's. */
export function heldOutPool(see: (pixels: Uint8Array) => Seen): (rng: Stream) => HeldOut {
  const { heldOut } = loadMnist();
  const { features } = see(heldOut.pixels);
  const members = membersOf(heldOut.labels);
  return (rng) => {
    const drawn = members.map((images, digit) =>
      rng
        .child(`${digit}`)
        .choose(images.length, HELD_OUT_PER_DIGIT)
        .map((i) => images[i] as number),
    );
    const moments = drawn.map((images) => momentsOf(rowsOf(features, images), FEATURES));
    return ({ order, frequencies }) => {
      const counts = wholeShares(frequencies, COMPARED);
      const compared = Int32Array.from(
        order.flatMap((digit, rank) => Array.from((drawn[digit] as Int32Array).subarray(0, counts[rank]))),
      );
      return {
        order,
        frequencies,
        moments: mixtureMoments(
          order.map((digit) => moments[digit] as (typeof moments)[number]),
          frequencies,
        ),
        balls: ballsOf(rowsOf(features, compared), FEATURES),
        compared: imagesOf(heldOut, compared),
      };
    };
  };
}

/** `[rows.length, FEATURES]` */
function rowsOf(features: Float32Array, rows: Int32Array): Float32Array {
  const taken = new Float32Array(rows.length * FEATURES);
  for (const [place, row] of rows.entries())
    taken.set(features.subarray(row * FEATURES, (row + 1) * FEATURES), place * FEATURES);
  return taken;
}
