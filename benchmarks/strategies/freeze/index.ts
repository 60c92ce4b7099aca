import { drawWithoutReplacement } from '../../numerics/draw.ts';
import { defineStrategy } from '../strategy.ts';
import { card } from './card.ts';

export default defineStrategy(card, () => ({
  compose({ size, real, rng }) {
    const original = real.original();
    // In its own order where all of it is used, so that a closed-form learner gets generation 0's model back, bit for bit.
    return size >= original.units ? original : drawWithoutReplacement(original, size, rng);
  },
}));
