import { Batch } from '../../numerics/batch.ts';
import { drawWithoutReplacement, unitsOfShare } from '../../numerics/draw.ts';
import { defineStrategy } from '../strategy.ts';
import { card } from './card.ts';

export default defineStrategy(card, ({ share, redraw, every }) => ({
  async compose({ generation, size, real, base, memory, rng }) {
    if (generation % every !== 0) {
      memory.keep(...memory.held);
      return base(size);
    }
    const subset =
      (!redraw && memory.held[0]) || drawWithoutReplacement(real.original(), unitsOfShare(share, size), rng);
    if (!redraw) memory.keep(subset);
    return Batch.concat([subset, await base(size - subset.units)]);
  },
}));
