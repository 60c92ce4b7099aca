import { unitsOfShare } from '../../numerics/draw.ts';
import { defineStrategy } from '../strategy.ts';
import { card } from './card.ts';

export default defineStrategy(card, ({ weight, own, budget }) => ({
  sample: ({ units, totalSize, draw }) =>
    draw(units, { guidance: { weight, units: Math.max(1, unitsOfShare(own, totalSize)), budget } }),
}));
