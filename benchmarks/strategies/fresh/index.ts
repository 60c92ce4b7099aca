import { Batch } from '../../numerics/batch.ts';
import { decayedUnits } from '../../numerics/draw.ts';
import { defineStrategy } from '../strategy.ts';
import { card } from './card.ts';

export default defineStrategy(card, ({ share, every, decay = 0 }) => ({
  async compose({ generation, size, real, base }) {
    const units = generation % every === 0 ? decayedUnits(share, decay, generation, size) : 0;
    if (units === 0) return base(size);
    const collected = await real.fresh(units);
    return Batch.concat([collected, await base(size - collected.units)]);
  },
}));
