import type { Batch as Examples } from 'heirloom/strategy';

export default defineStrategy(
  {
    id: 'sandboxed-filter-typicality',
    version: 1,
    name: 'Typicality filter, in the sandbox',
    summary: 'The built-in strategy filter-typicality as a module',
    licence: 'Apache-2.0',
    params: {
      alpha: { type: 'number', exclusiveMinimum: 0, exclusiveMaximum: 1, default: 0.05, description: 'Share refused' },
    },
    rules: [{ regime: { memory: 'anchored' }, needs: ['log-density'] }],
  },
  ({ alpha }) => ({
    async sample(context) {
      const { units, totalSize, real, spent, draw } = context;
      const sorted = (await densityPerUnit(context, 'initial', real.original())).slice().sort();
      const low = quantileSorted(sorted, alpha / 2);
      const high = quantileSorted(sorted, 1 - alpha / 2);
      const accepted: Examples[] = [];
      const refused: { readonly batch: Examples; readonly distances: readonly number[] }[] = [];
      let acceptedUnits = 0;
      let drawnUnits = 0;
      while (acceptedUnits < units) {
        const room = Math.min(
          MAX_SAMPLED_PER_SIZE * units - drawnUnits,
          drawnUnits === 0 ? units : MAX_SAMPLED_PER_SIZE * totalSize - spent().sampled,
        );
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
  }),
);

/** All refused examples, the nearest to the range first. */
function nearest(refused: readonly { readonly batch: Examples; readonly distances: readonly number[] }[]): Examples {
  const distances = refused.flatMap((part) => part.distances);
  const order = distances.map((_, i) => i).sort((a, b) => Number(distances[a]) - Number(distances[b]) || a - b);
  return Batch.concat(refused.map((part) => part.batch)).take(order);
}
