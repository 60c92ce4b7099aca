/** A verifier that was learnt from the original data: a discriminator of D0 from samples of a model. */
import { Batch } from '../../numerics/batch.ts';
import { quantileSorted } from '../../numerics/statistics.ts';
import { trainDetector } from '../detector.ts';
import { roomToDraw } from '../drawing.ts';
import type { ComposeContext, Which } from '../strategy.ts';

/** Share of the original data that it accepts: those with the lowest probability of being a sample. */
const ACCEPTED_OF_REAL = 0.9;

/**
 * Composes accepted examples, and where 10·M samples have too few, those that look least like samples of the model.
 * @param which whose samples it tells D0 from: with `initial` it is the same verifier in every generation
 */
export async function composeLearned(context: ComposeContext, which: Which): Promise<Batch> {
  const { size, totalSize, real, base, draw } = context;
  const original = real.original();
  const detector = trainDetector(original, await draw(totalSize, { which }));
  const bound = quantileSorted(detector(original).sort(), ACCEPTED_OF_REAL);
  const accepted: Batch[] = [];
  const refused: Batch[] = [];
  let missing = size;
  let first = true;
  while (missing > 0) {
    const room = first ? size : roomToDraw(context, 0, missing);
    if (room <= 0) break;
    first = false;
    const batch = await base(room);
    const suspicion = detector(batch);
    const kept = batch.filter((i) => (suspicion[i] as number) <= bound);
    missing -= kept.units;
    accepted.push(kept);
    refused.push(batch.filter((i) => (suspicion[i] as number) > bound));
  }
  if (missing > 0) {
    const rest = Batch.concat(refused);
    const suspicion = detector(rest);
    const order = Array.from(suspicion.keys()).sort(
      (a, b) => (suspicion[a] as number) - (suspicion[b] as number) || a - b,
    );
    accepted.push(rest.take(order));
  }
  return Batch.concat(accepted).head(size);
}
