/** Learns byte-pair merges from a text (Sennrich, Haddow & Birch 2016, algorithm 1). */
import { type Alphabet, BYTE_ALPHABET, type Merge, mergeInPlace } from './byte-pairs.ts';
import { LETTER_FIRST } from './word-ends.ts';

/** A different piece of the text, as its tokens so far. */
interface Piece {
  readonly tokens: number[];
  readonly count: number;
}

/** The commonest words of texts; of equally frequent ones those that come first. */
export function commonestWords(texts: Iterable<string>, words: number, alphabet: Alphabet): string[] {
  return Array.from(countPieces(texts, alphabet))
    .filter(([piece]) => LETTER_FIRST.test(piece))
    .sort(([, a], [, b]) => b - a)
    .slice(0, words)
    .map(([word]) => word);
}

/**
 * Merges the most frequent pair of tokens, again and again; of equally frequent pairs the one with the smaller left token,
 * then the smaller right one. Pieces that are `whole` have tokens of their own and count for nothing.
 */
export function trainBytePairs(
  texts: Iterable<string>,
  merges: number,
  alphabet: Alphabet = BYTE_ALPHABET,
  whole: readonly string[] = [],
): Merge[] {
  const counted = countPieces(texts, alphabet);
  for (const piece of whole) counted.delete(piece);
  const pieces = Array.from(counted, ([piece, count]): Piece => ({ tokens: alphabet.spell(piece), count }));
  const size = alphabet.size + merges;
  const counts = new Map<number, number>();
  const holders = new Map<number, Set<Piece>>();
  const tally = (piece: Piece, sign: 1 | -1) => {
    for (let i = 0; i + 1 < piece.tokens.length; i++) {
      const pair = (piece.tokens[i] as number) * size + (piece.tokens[i + 1] as number);
      counts.set(pair, (counts.get(pair) ?? 0) + sign * piece.count);
      if (sign < 0) continue;
      const holding = holders.get(pair);
      if (holding) holding.add(piece);
      else holders.set(pair, new Set([piece]));
    }
  };
  for (const piece of pieces) tally(piece, 1);

  const learned: Merge[] = [];
  while (learned.length < merges) {
    const pair = mostFrequent(counts);
    if (pair === null) break;
    const merge: Merge = [Math.floor(pair / size), pair % size];
    for (const piece of holders.get(pair) ?? []) {
      tally(piece, -1);
      mergeInPlace(piece.tokens, merge, alphabet.size + learned.length);
      tally(piece, 1);
    }
    counts.delete(pair);
    holders.delete(pair);
    learned.push(merge);
  }
  return learned;
}

/** How often each piece occurs, in order of first appearance. */
function countPieces(texts: Iterable<string>, { split }: Alphabet): Map<string, number> {
  const counts = new Map<string, number>();
  for (const text of texts) {
    for (const piece of split(text)) counts.set(piece, (counts.get(piece) ?? 0) + 1);
  }
  return counts;
}

/** Null where no pair is left. */
function mostFrequent(counts: ReadonlyMap<number, number>): number | null {
  let best: number | null = null;
  let most = 0;
  for (const [pair, count] of counts) {
    if (count < most || count === 0 || (count === most && best !== null && pair > best)) continue;
    best = pair;
    most = count;
  }
  return best;
}
