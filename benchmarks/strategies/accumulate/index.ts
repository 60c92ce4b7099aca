import { Batch } from '../../numerics/batch.ts';
import { defineStrategy } from '../strategy.ts';
import { card } from './card.ts';

export default defineStrategy(card, () => ({
  async compose({ size, real, base, kept, keep }) {
    const pool = Batch.concat([kept[0] ?? real.original(), await base(size)]);
    keep(pool);
    return pool;
  },
}));
