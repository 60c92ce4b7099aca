import type { Batch } from '../../numerics/batch.ts';
import { type ShownAs, shownNumber } from '../../protocol/real-sample.ts';

/** The true distribution, most frequent word first. */
export interface RealWords {
  readonly words: readonly string[];
  /** p₀, descending `[vocabulary]`. */
  readonly frequencies: Float64Array;
}

/** Ranks shown in each octave: they lie evenly on a logarithmic axis. */
const RANKS_PER_OCTAVE = 6;
const SHOWN_TOKENS = 80;

/** Words of evenly spaced ranks with how often they were drawn, and the first tokens of the draw. */
export function showReal(batch: Batch, { words, frequencies }: RealWords): ShownAs<'frequencies'> {
  const counts = new Int32Array(words.length);
  const tokens = batch.rowData.values;
  for (let i = 0; i < tokens.length; i++) (counts[tokens[i] as number] as number)++;
  return {
    kind: 'frequencies',
    vocabulary: words.length,
    ranks: spacedRanks(words.length).map((rank) => ({
      rank,
      word: words[rank - 1] as string,
      frequency: shownNumber(frequencies[rank - 1] as number),
      drawn: counts[rank - 1] as number,
    })),
    alive: counts.filter((count) => count > 0).length,
    tokens: Array.from(tokens.subarray(0, SHOWN_TOKENS), (token) => words[token] as string),
  };
}

/** Ranks from 1 to the last, both included. */
function spacedRanks(last: number): number[] {
  const steps = Math.ceil(RANKS_PER_OCTAVE * Math.log2(last));
  const ranks = Array.from({ length: steps + 1 }, (_, step) => Math.round(Math.exp((step / steps) * Math.log(last))));
  return [...new Set(ranks)];
}
