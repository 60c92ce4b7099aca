import { Batch } from '../../numerics/batch.ts';
import { unitsOfShare } from '../../numerics/draw.ts';
import { defineStrategy } from '../strategy.ts';
import { card } from './card.ts';

export default defineStrategy(card, ({ accuracy, budget }) => ({
  async sample({ units, totalSize, spent, draw, verify }) {
    // Every draw has its part of the budget, and all draws of a generation together no more than the whole.
    let callsLeft = Math.min(unitsOfShare(budget, units), unitsOfShare(budget, totalSize) - spent().verifierCalls);
    const accepted: Batch[] = [];
    let missing = units;
    while (missing > 0 && callsLeft > 0) {
      const batch = await draw(Math.min(missing, callsLeft));
      const answers = await verify(batch, accuracy);
      callsLeft -= batch.units;
      const kept = batch.filter((i) => answers[i] === 1);
      missing -= kept.units;
      accepted.push(kept);
    }
    if (missing > 0) accepted.push(await draw(missing));
    return Batch.concat(accepted);
  },
}));
