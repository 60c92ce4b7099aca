import { densityPerUnit, firstInOrder, roomToDraw } from '../drawing.ts';
import { defineStrategy } from '../strategy.ts';
import { card } from './card.ts';

export default defineStrategy(card, ({ keep, share }) => ({
  async sample(context) {
    const { units, draw } = context;
    // The rounding error of the quotient is forgiven: 3/0.3 gives 10.
    const batch = await draw(roomToDraw(context, units, Math.ceil(units / share - 1e-9)));
    const densities = await densityPerUnit(context, 'last', batch);
    return firstInOrder(batch, byDensity(densities, keep === 'low' ? 1 : -1), units);
  },
}));

/** Indices by density, ascending for sign 1, descending for −1; ties by position. */
function byDensity(densities: Float64Array, sign: 1 | -1): number[] {
  const at = (i: number) => sign * (densities[i] as number);
  return Array.from(densities.keys()).sort((a, b) => at(a) - at(b) || a - b);
}
