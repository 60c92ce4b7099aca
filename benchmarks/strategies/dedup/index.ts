import { Batch } from '../../numerics/batch.ts';
import { roomToDraw } from '../drawing.ts';
import { defineStrategy } from '../strategy.ts';
import { card } from './card.ts';
import { Sieve } from './sieve.ts';

export default defineStrategy(card, (params) => ({
  async sample(context) {
    const { units, real, rng, draw } = context;
    const sieve = new Sieve(real.original(), units, params, rng);
    const kept: Batch[] = [];
    const refused: Batch[] = [];
    let missing = units;
    let drawn = 0;
    while (missing > 0) {
      // As many as the acceptance so far promises to need; the first draw is the one that no sieve would make.
      const wanted = drawn === 0 ? units : Math.ceil((missing * drawn) / Math.max(units - missing, 1));
      const room = drawn === 0 ? units : roomToDraw(context, 0, wanted);
      if (room <= 0) break;
      const batch = await draw(room);
      drawn += batch.units;
      const passed = sieve.pass(batch);
      kept.push(batch.filter((i) => passed[i] === 1));
      refused.push(batch.filter((i) => passed[i] === 0));
      missing -= kept.at(-1)?.units ?? 0;
    }
    return Batch.concat([...kept, ...refused]).head(units);
  },
}));
