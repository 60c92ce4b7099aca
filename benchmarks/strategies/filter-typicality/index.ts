import { Batch } from '../../numerics/batch.ts';
import { quantileSorted } from '../../numerics/statistics.ts';
import { MAX_SAMPLED_PER_SIZE } from '../../protocol/division-limits.ts';
import { densityPerUnit } from '../drawing.ts';
import { defineStrategy } from '../strategy.ts';
import { card } from './card.ts';

export default defineStrategy(card, ({ alpha }) => ({
  async sample(context) {
    const { units, totalSize, real, spent, draw } = context;
    const [low, high] = centralRange(await densityPerUnit(context, 'initial', real.original()), alpha);
    const accepted: Batch[] = [];
    const refused: { readonly batch: Batch; readonly distances: readonly number[] }[] = [];
    let acceptedUnits = 0;
    let drawnUnits = 0;
    while (acceptedUnits < units) {
      const room = Math.min(
        MAX_SAMPLED_PER_SIZE * units - drawnUnits,
        drawnUnits === 0 ? units : MAX_SAMPLED_PER_SIZE * totalSize - spent().sampled,
      );
      // As many as the acceptance so far promises to need; the first draw is the one that no filter would make.
      const wanted =
        drawnUnits === 0 ? units : Math.ceil(((units - acceptedUnits) * drawnUnits) / Math.max(acceptedUnits, 1));
      if (Math.min(room, wanted) <= 0) break;
      const batch = await draw(Math.min(room, wanted));
      drawnUnits += batch.units;
      const distances = Array.from(await densityPerUnit(context, 'initial', batch), (value) =>
        Math.max(low - value, value - high, 0),
      );
      const kept = batch.filter((i) => distances[i] === 0);
      acceptedUnits += kept.units;
      accepted.push(kept);
      refused.push({ batch: batch.filter((i) => distances[i] !== 0), distances: distances.filter((d) => d !== 0) });
    }
    if (acceptedUnits < units) accepted.push(nearest(refused));
    return Batch.concat(accepted).head(units);
  },
}));

/** The range between the α/2 and 1 − α/2 quantiles of the values. */
export function centralRange(values: Float64Array, alpha: number): readonly [number, number] {
  const sorted = values.slice().sort();
  return [quantileSorted(sorted, alpha / 2), quantileSorted(sorted, 1 - alpha / 2)];
}

/** All refused examples, the nearest to the range first. */
function nearest(refused: readonly { readonly batch: Batch; readonly distances: readonly number[] }[]): Batch {
  const distances = refused.flatMap((part) => part.distances);
  const order = distances.map((_, i) => i).sort((a, b) => Number(distances[a]) - Number(distances[b]) || a - b);
  return Batch.concat(refused.map((part) => part.batch)).take(order);
}
