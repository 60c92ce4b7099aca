import { Batch } from '../../numerics/batch.ts';
import { defineStrategy } from '../strategy.ts';
import { card } from './card.ts';

export default defineStrategy(card, () => ({
  async compose({ size, real, base, memory }) {
    const pool = Batch.concat([memory.held[0] ?? real.original(), await base(size)]);
    memory.keep(pool);
    return pool;
  },
}));
