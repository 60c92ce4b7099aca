/** Learns byte-pair merges from a text (Sennrich, Haddow & Birch 2016, algorithm 1). */
import { BYTES, type Merge, mergeInPlace, PIECE_PATTERN } from './byte-pairs.ts';

/** A different piece of the text, as its tokens so far. */
interface Piece {
  readonly tokens: number[];
  readonly count: number;
}

/**
 * Merges the most frequent pair of tokens, again and again; of equally frequent pairs the one with the smaller left token,
 * then the smaller right one.
 */
export function trainBytePairs(texts: Iterable<string>, merges: number): Merge[] {
  const pieces = countPieces(texts);
  const size = BYTES + merges;
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
      mergeInPlace(piece.tokens, merge, BYTES + learned.length);
      tally(piece, 1);
    }
    counts.delete(pair);
    holders.delete(pair);
    learned.push(merge);
  }
  return learned;
}

function countPieces(texts: Iterable<string>): Piece[] {
  const counts = new Map<string, number>();
  for (const text of texts) {
    for (const [piece] of text.matchAll(PIECE_PATTERN)) counts.set(piece, (counts.get(piece) ?? 0) + 1);
  }
  const utf8 = new TextEncoder();
  return Array.from(counts, ([piece, count]) => ({ tokens: Array.from(utf8.encode(piece)), count }));
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
