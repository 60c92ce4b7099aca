import { unitsOfShare } from '../../numerics/draw.ts';
import { defineStrategy } from '../strategy.ts';
import { card } from './card.ts';

export default defineStrategy(card, ({ weight, own, budget }) => ({
  fit({ training, totalSize }) {
    // A source of several has its part of M; a pool that has grown is no reason to draw more than M.
    const units = Math.max(1, unitsOfShare(own, Math.min(training.units, totalSize)));
    return { training, extrapolate: { weight, units, budget } };
  },
}));
