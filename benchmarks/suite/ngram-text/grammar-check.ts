/** The outside check of `ngram-text`: are a sentence's word pairs English? */
import type { Batch } from '../../numerics/batch.ts';
import { upperQuantileSorted } from '../../numerics/statistics.ts';

/** The check accepts what this share of real sentences, those with the most attested pairs, would reach. */
const ACCEPTED_SHARE = 0.9;

/**
 * Knows the word pairs of a large real text, <s> and </s> included, and accepts sentences most of whose pairs are attested.
 * The threshold is the 10th percentile of that share over the real sentences themselves, each against the *other* sentences:
 * a pair that no other sentence has counts as unattested.
 */
export class GrammarCheck {
  /** The share of attested pairs that a sentence needs; range [0, 1]. */
  readonly threshold: number;
  /** Tokens and <s>, which is the last of them. */
  readonly #width: number;
  /** One bit a pair. */
  readonly #attested: Uint8Array;

  /** @param outcomes number of tokens that a sentence can contain */
  constructor(real: Batch, outcomes: number) {
    this.#width = outcomes + 1;
    const bytes = Math.ceil((this.#width * this.#width) / 8);
    this.#attested = new Uint8Array(bytes);
    const attestedTwice = new Uint8Array(bytes);
    for (let s = 0; s < real.count; s++) {
      const pairs = this.#pairsOf(real.sequence(s));
      for (let i = 0; i < pairs.length; i++) {
        const pair = pairs[i] as number;
        // A pair counts once a sentence.
        if (!hasBit(this.#attested, pair)) setBit(this.#attested, pair);
        else if (pairs.indexOf(pair) === i && !hasBit(attestedTwice, pair)) setBit(attestedTwice, pair);
      }
    }
    const shares = new Float64Array(real.count);
    for (let s = 0; s < real.count; s++) shares[s] = shareOf(this.#pairsOf(real.sequence(s)), attestedTwice);
    this.threshold = upperQuantileSorted(shares.sort(), 1 - ACCEPTED_SHARE);
  }

  /** 1 = accepted `[count]` */
  accept(batch: Batch): Uint8Array {
    return Uint8Array.from({ length: batch.count }, (_, i) =>
      this.shareAttested(batch.sequence(i)) >= this.threshold ? 1 : 0,
    );
  }

  /** Share of a sentence's pairs that occur in the real text; range [0, 1]. */
  shareAttested(sentence: Int32Array): number {
    return shareOf(this.#pairsOf(sentence), this.#attested);
  }

  /** Each token with the one before it, as one number (under 2³¹ for up to 46,000 tokens). */
  #pairsOf(sentence: Int32Array): Int32Array {
    const width = this.#width;
    const pairs = new Int32Array(sentence.length);
    let previous = width - 1;
    for (let i = 0; i < sentence.length; i++) {
      const token = sentence[i] as number;
      pairs[i] = previous * width + token;
      previous = token;
    }
    return pairs;
  }
}

function shareOf(pairs: Int32Array, bits: Uint8Array): number {
  let attested = 0;
  for (let i = 0; i < pairs.length; i++) if (hasBit(bits, pairs[i] as number)) attested++;
  return attested / pairs.length;
}

function hasBit(bits: Uint8Array, at: number): boolean {
  return (((bits[at >> 3] as number) >> (at & 7)) & 1) === 1;
}

function setBit(bits: Uint8Array, at: number): void {
  const byte = at >> 3;
  bits[byte] = (bits[byte] as number) | (1 << (at & 7));
}
