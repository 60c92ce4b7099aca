import type { Batch } from '../../numerics/batch.ts';
import { type ShownAs, shownNumber } from '../../protocol/real-sample.ts';

/** The density is drawn from −RANGE to RANGE in steps of a tenth. */
const RANGE = 4;

/** The first coordinate of every example, and the standard normal's density. */
export function showReal(batch: Batch): ShownAs<'points-1d'> {
  return {
    kind: 'points-1d',
    values: Array.from({ length: batch.count }, (_, i) => shownNumber(batch.row(i)[0] as number)),
    density: Array.from({ length: 20 * RANGE + 1 }, (_, step) => {
      const x = (step - 10 * RANGE) / 10;
      return [x, shownNumber(Math.exp(-0.5 * x * x) / Math.sqrt(2 * Math.PI))];
    }),
  };
}
