/** Draws of real digits of any class frequencies. */
import { DIGITS } from '../../data/mnist.ts';
import type { Stream } from '../../numerics/stream.ts';

/** Class frequencies of digits. */
export interface DigitClasses {
  /** The digits in the order in which a draw goes through them and metrics know them: from common to rare where they differ. `[10]` */
  readonly order: readonly number[];
  /** True frequency of each, in that order, sum 1. `[10]` */
  readonly frequencies: Float64Array;
}

/**
 * Draws images: the digit by its frequency, then one of its images, all different until the digit has no more (then it
 * begins again). labels `[count]` → indices `[units]`
 */
export function drawDigits(labels: Uint8Array, classes: DigitClasses, units: number, rng: Stream): Int32Array {
  const members = membersOf(labels);
  const shuffled = members.map((list, digit) => rng.child(`images/${digit}`).choose(list.length, list.length));
  const used = new Int32Array(DIGITS);
  return Int32Array.from({ length: units }, () => {
    const digit = digitAt(classes, rng.uniform());
    const order = shuffled[digit] as Int32Array;
    const at = used[digit] as number;
    used[digit] = at + 1;
    return (members[digit] as number[])[order[at % order.length] as number] as number;
  });
}

/** The images of each digit. labels `[count]` → indices `[10][]` */
export function membersOf(labels: Uint8Array): number[][] {
  const members = Array.from({ length: DIGITS }, (): number[] => []);
  for (const [index, label] of labels.entries()) members[label]?.push(index);
  return members;
}

/** The digit at a point of [0, 1). */
function digitAt({ order, frequencies }: DigitClasses, at: number): number {
  let reached = 0;
  for (const [rank, digit] of order.entries()) {
    reached += frequencies[rank] as number;
    if (at < reached) return digit;
  }
  // Rounding may leave the sum a hair below 1.
  return order.at(-1) as number;
}
