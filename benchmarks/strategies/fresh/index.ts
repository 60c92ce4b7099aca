import { Batch } from '../../numerics/batch.ts';
import { unitsOfShare } from '../../numerics/draw.ts';
import { defineStrategy } from '../strategy.ts';
import { card } from './card.ts';

export default defineStrategy(card, ({ share, every }) => ({
  async compose({ generation, size, real, base }) {
    if (generation % every !== 0) return base(size);
    const collected = await real.fresh(unitsOfShare(share, size));
    return Batch.concat([collected, await base(size - collected.units)]);
  },
}));
