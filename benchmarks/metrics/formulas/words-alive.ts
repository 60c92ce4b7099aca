/** Which words of a vocabulary a sample of text still uses. */
import type { Batch } from '../../numerics/batch.ts';

/** Share of these tokens that occur in a batch of sequences; range [0, 1]. */
export function shareAlive(batch: Batch, tokens: Int32Array): number {
  const seen = new Set(batch.sequenceData.tokens);
  return tokens.filter((token) => seen.has(token)).length / tokens.length;
}
