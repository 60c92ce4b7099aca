import type { Stream } from '../../numerics/stream.ts';
import { trainDetector } from '../detector.ts';
import { defineStrategy } from '../strategy.ts';
import { card } from './card.ts';

export default defineStrategy(card, ({ power, copies }) => ({
  async compose({ size, totalSize, real, base, draw, rng }) {
    const pool = await base(size);
    // Other samples than those that it judges: of what it was trained on it would know what they are.
    const detector = trainDetector(real.original(), await draw(totalSize));
    const weights = detector(pool).map((suspicion) => raised(1 - suspicion, power));
    const chosen: number[] = [];
    let units = 0;
    for (const i of weightedOrder(weights, copies, rng)) {
      if (units >= size) break;
      chosen.push(i);
      units += pool.unitsOf(i);
    }
    return pool.take(chosen.sort((a, b) => a - b)).head(size);
  },
}));

/** The power of a number with a whole exponent of at least 1. */
function raised(value: number, power: number): number {
  let result = value;
  for (let i = 1; i < power; i++) result *= value;
  return result;
}

/**
 * All `copies` of every index, in the order of a draw without replacement in which each copy that is left comes next with a probability
 * in proportion to its weight (by exponential waiting times, Efraimidis & Spirakis 2006); those of weight 0 last.
 */
export function weightedOrder(weights: Float64Array, copies: number, rng: Stream): number[] {
  const times = Float64Array.from({ length: weights.length * copies }, (_, slot) => {
    const weight = weights[Math.floor(slot / copies)] as number;
    const time = -Math.log(1 - rng.uniform());
    return weight > 0 ? time / weight : Number.POSITIVE_INFINITY;
  });
  const at = (slot: number) => times[slot] as number;
  return Array.from(times.keys())
    .sort((a, b) => (at(a) === at(b) ? a - b : at(a) - at(b)))
    .map((slot) => Math.floor(slot / copies));
}
