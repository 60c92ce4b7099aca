/** The outside check of `word-frequencies`: does a batch use a word more often than English does? */
import type { Batch } from '../../numerics/batch.ts';

/** A word may be this many times as frequent in a batch as in truth. */
export const TOLERANCE = 1.25;

/**
 * Accepts the occurrences of each word, in order, up to ⌈1.25 · p_i · n⌉ of the batch's n tokens and refuses the excess.
 * Rounded up, so that one occurrence of a rare word always passes.
 * @returns 1 = accepted `[count]`
 */
export function acceptNotOverused(batch: Batch, truth: Float64Array): Uint8Array {
  const { values } = batch.rowData;
  const left = truth.map((p) => Math.ceil(TOLERANCE * p * values.length));
  const answers = new Uint8Array(values.length);
  for (let i = 0; i < values.length; i++) {
    const word = values[i] as number;
    if ((left[word] as number) <= 0) continue;
    left[word] = (left[word] as number) - 1;
    answers[i] = 1;
  }
  return answers;
}
