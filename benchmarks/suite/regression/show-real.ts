import type { LinearTruth } from '../../metrics/formulas/regression.ts';
import type { Batch } from '../../numerics/batch.ts';
import { type ShownAs, shownNumber } from '../../protocol/real-sample.ts';

/** Labels against the one direction of the inputs that they depend on, x·w/‖w‖; its true slope is ‖w‖. */
export function showReal(batch: Batch, { coefficients }: LinearTruth): ShownAs<'xy'> {
  const length = Math.sqrt(coefficients.reduce((sum, w) => sum + w * w, 0));
  return {
    kind: 'xy',
    points: Array.from({ length: batch.count }, (_, i) => {
      const row = batch.row(i);
      const along = coefficients.reduce((sum, w, j) => sum + w * (row[j] as number), 0) / length;
      return [shownNumber(along), shownNumber(row[coefficients.length] as number)];
    }),
    axes: { x: 'x·w/‖w‖', y: 'y' },
    line: { slope: shownNumber(length), intercept: 0 },
  };
}
