/** The real distribution of digits-longtail: few digits are common, most are rare. */
import { loadMnist } from '../../data/mnist.ts';
import type { Stream } from '../../numerics/stream.ts';
import { drawDigits } from '../shared/digits-draw.ts';
import type { DigitDistribution } from '../shared/digits-metrics.ts';
import { card, ORDER } from './card.ts';

/** True frequency of each digit, sum 1. `[10]` */
export const FREQUENCIES: Float64Array = Float64Array.from(card.frequencies);

export function longTail(): DigitDistribution {
  const { labels } = loadMnist().training;
  return { frequencies: FREQUENCIES, draw: (units, rng) => drawLongTail(labels, units, rng) };
}

/** Draws images by the frequencies of their digits. labels `[count]` → indices `[units]` */
export function drawLongTail(labels: Uint8Array, units: number, rng: Stream): Int32Array {
  const frequencies = Float64Array.from(ORDER, (digit) => FREQUENCIES[digit] as number);
  return drawDigits(labels, { order: ORDER, frequencies }, units, rng);
}
