/**
 * A check with a systematic error: it favours a slice of the domain, the upper half of the original data along one feature, whatever
 * the truth is. Its errors are then the same in every generation, and do not average out.
 */
import type { Batch } from '../numerics/batch.ts';
import { quantileSorted } from '../numerics/statistics.ts';
import type { Stream } from '../numerics/stream.ts';

/** Answers of which each is, with probability `bias`, whether the example is in the favoured slice `[count]`; 1 = accepted. */
export function biased(answers: Uint8Array, favoured: Uint8Array, bias: number, rng: Stream): Uint8Array {
  return answers.map((answer, i) => (rng.uniform() < bias ? (favoured[i] as number) : answer));
}

/** 1 for each example whose feature is above the median of D0's, else 0 `[count]`. */
export function favouredSlice(batch: Batch, original: Batch): Uint8Array {
  const median = medianOf(original);
  return Uint8Array.from(featureOf(batch), (value) => (value > median ? 1 : 0));
}

/** The check is asked many times about one D0. */
const MEDIANS = new WeakMap<Batch, number>();

function medianOf(original: Batch): number {
  const known = MEDIANS.get(original);
  if (known !== undefined) return known;
  const median = quantileSorted(featureOf(original).sort(), 0.5);
  MEDIANS.set(original, median);
  return median;
}

/** One number an example `[count]`: a row's last coordinate (a target, a word's rank), an image's brightness, a text's length in tokens. */
function featureOf(batch: Batch): Float64Array {
  return Float64Array.from({ length: batch.count }, (_, i) => {
    if (batch.data.kind === 'sequences') return batch.unitsOf(i);
    if (batch.data.kind === 'rows') return batch.row(i).at(-1) as number;
    return batch.image(i).reduce((sum, pixel) => sum + pixel, 0);
  });
}
