/** Distinct and repeated n-grams of sentences. */
import type { Batch } from '../../numerics/batch.ts';
import { PairTable } from '../../numerics/pair-table.ts';

/**
 * Different n-grams over all n-grams, inside sentences: distinct-n (Li et al., "A diversity-promoting objective function for
 * neural conversation models", NAACL 2016). It falls with the size of the text, so only equal sizes compare.
 * @param words tokens below this count; others (</s>) are left out
 * @returns NaN where no sentence has n words; range (0, 1]
 */
export function distinctShare(batch: Batch, n: number, words: number): number {
  const { tokens, offsets } = batch.sequenceData;
  // A prefix of k words is a number; table k − 2 maps (prefix of k − 1 words, next word) to it.
  const tables = Array.from({ length: n - 1 }, () => new PairTable(tokens.length));
  const seen = new Uint8Array(words);
  let distinctWords = 0;
  let total = 0;
  const prefixes = new Int32Array(n);
  for (let s = 0; s < batch.count; s++) {
    let length = 0;
    for (let i = offsets[s] as number; i < (offsets[s + 1] as number); i++) {
      const token = tokens[i] as number;
      if (token >= words) continue;
      length++;
      // prefixes[k] is the (k + 1)-gram that ended at the word before.
      for (let k = Math.min(length, n) - 1; k >= 1; k--) {
        prefixes[k] = (tables[k - 1] as PairTable).add(prefixes[k - 1] as number, token);
      }
      prefixes[0] = token;
      if (length >= n) total++;
      if (n === 1 && seen[token] === 0) {
        seen[token] = 1;
        distinctWords++;
      }
    }
  }
  const distinct = n === 1 ? distinctWords : (tables[n - 2] as PairTable).size;
  return distinct / total;
}

/** Share of a sample's 4-grams that occurred in it before: 1 − distinct-4. Range [0, 1). */
export function repeatedFourGrams(batch: Batch, words: number): number {
  return 1 - distinctShare(batch, 4, words);
}
