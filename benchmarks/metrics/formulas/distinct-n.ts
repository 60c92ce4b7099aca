/** Distinct and repeated n-grams of sentences. */
import type { Batch } from '../../numerics/batch.ts';
import { PairTable } from '../../numerics/pair-table.ts';

/**
 * Different n-grams over all n-grams, inside sentences: distinct-n (Li et al., "A diversity-promoting objective function for
 * neural conversation models", NAACL 2016). It falls with the size of the text, so only equal sizes compare.
 * @param words tokens below this count, at most 46,340; others (</s>) are left out
 * @returns NaN where no sentence has n words; range (0, 1]
 */
export function distinctShare(batch: Batch, n: 1 | 2 | 3 | 4, words: number): number {
  const { tokens, offsets } = batch.sequenceData;
  const different = new PairTable(Math.max(64, tokens.length >> 1));
  let total = 0;
  for (let s = 0; s < batch.count; s++) {
    let length = 0;
    // The word before this one, and the two words that ended there and one word before.
    let word = 0;
    let two = 0;
    let twoBefore = 0;
    for (let i = offsets[s] as number; i < (offsets[s + 1] as number); i++) {
      const token = tokens[i] as number;
      if (token >= words) continue;
      length++;
      const ended = word * words + token;
      if (length >= n) {
        total++;
        // An n-gram is a pair: of what it begins with, and of its last one or two words, a number each.
        if (n === 1) different.add(0, token);
        else if (n === 2) different.add(word, token);
        else if (n === 3) different.add(two, token);
        else different.add(twoBefore, ended);
      }
      twoBefore = two;
      two = ended;
      word = token;
    }
  }
  return different.size / total;
}

/** Share of a sample's 4-grams that occurred in it before: 1 − distinct-4. Range [0, 1). */
export function repeatedFourGrams(batch: Batch, words: number): number {
  return 1 - distinctShare(batch, 4, words);
}
