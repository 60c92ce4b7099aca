import { Batch } from '../../numerics/batch.ts';
import { unitsOfShare } from '../../numerics/draw.ts';
import { defineStrategy, type SampleContext } from '../strategy.ts';
import { card } from './card.ts';
import { composeLearned } from './learned.ts';

export default defineStrategy(card, ({ accuracy, budget, bias, check }) =>
  check === undefined
    ? { sample: (context) => sampleVerified(context, { accuracy, budget, bias: bias ?? 0 }) }
    : { compose: (context) => composeLearned(context, check === 'learned' ? 'initial' : 'last') },
);

interface Check {
  readonly accuracy: number;
  readonly budget: number;
  readonly bias: number;
}

async function sampleVerified({ units, totalSize, spent, draw, verify }: SampleContext, check: Check): Promise<Batch> {
  const { accuracy, budget, bias } = check;
  // Every draw has its part of the budget, and all draws of a generation together no more than the whole.
  let callsLeft = Math.min(unitsOfShare(budget, units), unitsOfShare(budget, totalSize) - spent().verifierCalls);
  const accepted: Batch[] = [];
  let missing = units;
  while (missing > 0 && callsLeft > 0) {
    const batch = await draw(Math.min(missing, callsLeft));
    const answers = await verify(batch, accuracy, bias);
    callsLeft -= batch.units;
    const kept = batch.filter((i) => answers[i] === 1);
    missing -= kept.units;
    accepted.push(kept);
  }
  if (missing > 0) accepted.push(await draw(missing));
  return Batch.concat(accepted);
}
