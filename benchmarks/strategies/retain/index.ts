import { Batch } from '../../numerics/batch.ts';
import { drawWithoutReplacement, unitsOfShare } from '../../numerics/draw.ts';
import { defineStrategy } from '../strategy.ts';
import { card } from './card.ts';

export default defineStrategy(card, ({ share, redraw, every }) => ({
  async compose({ generation, size, real, base, kept, keep, rng }) {
    if (generation % every !== 0) {
      keep(...kept);
      return base(size);
    }
    const subset = (!redraw && kept[0]) || drawWithoutReplacement(real.original(), unitsOfShare(share, size), rng);
    if (!redraw) keep(subset);
    return Batch.concat([subset, await base(size - subset.units)]);
  },
}));
