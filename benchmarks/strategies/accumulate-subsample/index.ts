import { Batch } from '../../numerics/batch.ts';
import { drawWithoutReplacement } from '../../numerics/draw.ts';
import { defineStrategy } from '../strategy.ts';
import { card } from './card.ts';

export default defineStrategy(card, () => ({
  async compose({ size, real, base, memory, rng }) {
    const earlier = memory.held.length > 0 ? memory.held : [real.original()];
    const pool = [...earlier, await base(size)];
    memory.keep(...pool);
    // Less than `size` only where a strategy before this one left a generation too small for its even part.
    const total = Math.min(size, ...pool.map((batch) => batch.units * pool.length));
    // Rounded down cumulatively: D0 and generations ≤ k never exceed their even share (k+1)/(g+1) of the total.
    const upTo = (sources: number) => Math.floor((total * sources) / pool.length);
    return Batch.concat(pool.map((batch, k) => drawWithoutReplacement(batch, upTo(k + 1) - upTo(k), rng)));
  },
}));
