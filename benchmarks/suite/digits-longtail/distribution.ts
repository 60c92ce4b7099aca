/** The real distribution of digits-longtail: few digits are common, most are rare. */
import { loadMnist } from '../../data/mnist.ts';
import type { Stream } from '../../numerics/stream.ts';
import type { DigitDistribution } from '../shared/digits-metrics.ts';
import { card, ORDER } from './card.ts';

/** True frequency of each digit, sum 1. `[10]` */
export const FREQUENCIES: Float64Array = Float64Array.from(card.frequencies);

export function longTail(): DigitDistribution {
  const { labels } = loadMnist().training;
  return { frequencies: FREQUENCIES, draw: (units, rng) => drawLongTail(labels, units, rng) };
}

/**
 * Draws images: the digit by its frequency, then one of its images, all different until the digit has no more (then it
 * begins again). labels `[count]` → indices `[units]`
 */
export function drawLongTail(labels: Uint8Array, units: number, rng: Stream): Int32Array {
  const members = FREQUENCIES.reduce<number[][]>((lists) => [...lists, []], []);
  for (const [index, label] of labels.entries()) members[label]?.push(index);
  const shuffled = members.map((list, digit) => rng.child(`images/${digit}`).choose(list.length, list.length));
  const used = new Int32Array(members.length);
  return Int32Array.from({ length: units }, () => {
    const digit = drawDigit(rng.uniform());
    const order = shuffled[digit] as Int32Array;
    const at = used[digit] as number;
    used[digit] = at + 1;
    return (members[digit] as number[])[order[at % order.length] as number] as number;
  });
}

/** The digit at a point of [0, 1). */
function drawDigit(at: number): number {
  let reached = 0;
  for (const digit of ORDER) {
    reached += FREQUENCIES[digit] as number;
    if (at < reached) return digit;
  }
  // Rounding may leave the sum a hair below 1.
  return ORDER.at(-1) as number;
}
