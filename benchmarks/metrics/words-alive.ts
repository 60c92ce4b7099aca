/** Which words of a vocabulary a sample of text still uses. */
import type { Batch } from '../numerics/batch.ts';

/** Share of the words from…to (exclusive) that occur in a batch of sentences; range [0, 1]. */
export function shareAlive(batch: Batch, from: number, to: number): number {
  const { tokens } = batch.sequenceData;
  const alive = new Uint8Array(to - from);
  let count = 0;
  for (let i = 0; i < tokens.length; i++) {
    const token = tokens[i] as number;
    if (token < from || token >= to || alive[token - from] === 1) continue;
    alive[token - from] = 1;
    count++;
  }
  return count / (to - from);
}

/** Share of these tokens that occur in a batch of sequences; range [0, 1]. */
export function shareOfTokensAlive(batch: Batch, tokens: Int32Array): number {
  const seen = new Set(batch.sequenceData.tokens);
  return tokens.filter((token) => seen.has(token)).length / tokens.length;
}
