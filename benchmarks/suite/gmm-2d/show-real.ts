import type { Batch } from '../../numerics/batch.ts';
import { type ShownAs, shownNumber } from '../../protocol/real-sample.ts';
import { DEVIATION, RING } from './ring.ts';

/** Half of a draw of the standard size: enough for the rarest mode to be seen. */
const SHOWN = 500;

/** Points of the plane, and the eight modes with their weights and their width. */
export function showReal(batch: Batch): ShownAs<'points-2d'> {
  return {
    kind: 'points-2d',
    points: Array.from({ length: Math.min(SHOWN, batch.count) }, (_, i) => {
      const [x, y] = batch.row(i);
      return [shownNumber(x as number), shownNumber(y as number)];
    }),
    modes: Array.from(RING.weights, (weight, mode) => ({
      at: [shownNumber(RING.means[2 * mode] as number), shownNumber(RING.means[2 * mode + 1] as number)],
      weight: shownNumber(weight),
    })),
    deviation: DEVIATION,
  };
}
