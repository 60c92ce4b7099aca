/** Which words of a vocabulary a sample of text still uses. */
import type { Batch } from '../../numerics/batch.ts';

/** Share of these tokens that occur in a batch of sequences; range [0, 1]. */
export function shareAlive(batch: Batch, tokens: Int32Array): number {
  const used = batch.sequenceData.tokens;
  let most = 0;
  for (let i = 0; i < used.length; i++) if ((used[i] as number) > most) most = used[i] as number;
  const isUsed = new Uint8Array(most + 1);
  for (let i = 0; i < used.length; i++) isUsed[used[i] as number] = 1;
  return tokens.filter((token) => isUsed[token] === 1).length / tokens.length;
}
