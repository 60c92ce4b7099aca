/**
 * Byte-level byte-pair encoding (Sennrich, Haddow & Birch 2016, on UTF-8 bytes as in GPT-2, Radford et al. 2019). Token
 * 0…255 is that byte, token 256 + i what merge i joins. Any well-formed string comes back from its tokens.
 */

/** Pieces that merges stay inside: GPT-2's pattern. Every character of a text is in exactly one piece. */
export const PIECE_PATTERN = /'(?:s|t|re|ve|m|ll|d)| ?\p{L}+| ?\p{N}+| ?[^\s\p{L}\p{N}]+|\s+(?!\S)|\s+/gu;

export const BYTES = 256;

/** Two tokens that become one. */
export type Merge = readonly [left: number, right: number];

export interface BytePairs {
  /** Number of tokens. */
  readonly size: number;
  encode(text: string): Int32Array;
  /** Bytes that are no UTF-8 (a character that was cut) read U+FFFD. */
  decode(tokens: ArrayLike<number>): string;
}

/** The encoding with these merges, the first to apply first. */
export function createBytePairs(merges: readonly Merge[]): BytePairs {
  const size = BYTES + merges.length;
  const rankOf = new Map(merges.map(([left, right], rank) => [left * size + right, rank]));
  const spellings: Uint8Array[] = Array.from({ length: BYTES }, (_, byte) => Uint8Array.of(byte));
  for (const [left, right] of merges) spellings.push(joinBytes([spellings[left], spellings[right]] as Uint8Array[]));
  // A text has few different pieces.
  const known = new Map<string, readonly number[]>();
  const utf8 = new TextEncoder();
  const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

  const encodePiece = (piece: string): readonly number[] => {
    const tokens = Array.from(utf8.encode(piece));
    for (;;) {
      let best = Number.POSITIVE_INFINITY;
      for (let i = 0; i + 1 < tokens.length; i++) {
        const rank = rankOf.get((tokens[i] as number) * size + (tokens[i + 1] as number));
        if (rank !== undefined && rank < best) best = rank;
      }
      const merge = merges[best];
      if (merge === undefined) return tokens;
      mergeInPlace(tokens, merge, BYTES + best);
    }
  };

  return {
    size,
    encode: (text) => {
      const tokens: number[] = [];
      for (const [piece] of text.matchAll(PIECE_PATTERN)) {
        let encoded = known.get(piece);
        if (encoded === undefined) {
          encoded = encodePiece(piece);
          known.set(piece, encoded);
        }
        for (const token of encoded) tokens.push(token);
      }
      return Int32Array.from(tokens);
    },
    decode: (tokens) => decoder.decode(joinBytes(Array.from(tokens, (token) => spellings[token] as Uint8Array))),
  };
}

/** Replaces every occurrence of the pair, from the left, by the token. */
export function mergeInPlace(tokens: number[], [left, right]: Merge, token: number): void {
  let kept = 0;
  for (let i = 0; i < tokens.length; i++) {
    const joins = tokens[i] === left && tokens[i + 1] === right;
    tokens[kept++] = joins ? token : (tokens[i] as number);
    if (joins) i++;
  }
  tokens.length = kept;
}

function joinBytes(parts: readonly Uint8Array[]): Uint8Array {
  const joined = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    joined.set(part, at);
    at += part.length;
  }
  return joined;
}
