/**
 * Byte-pair encoding (Sennrich, Haddow & Birch 2016) of UTF-8 bytes. Token i below the alphabet's size is that symbol, the
 * next ones are what the merges join, in order. Any well-formed string comes back from its tokens.
 */

export const BYTES = 256;

/** What merges start from: how a text falls into pieces, and these into symbols. */
export interface Alphabet {
  /** Number of symbols; those below 256 are bytes. */
  readonly size: number;
  /** Pieces that merges stay inside, in order. */
  split(text: string): Iterable<string>;
  spell(piece: string): number[];
  /** The text of any symbols. Bytes that are no UTF-8 (a character that was cut) read U+FFFD. */
  read(symbols: readonly number[]): string;
}

/** GPT-2's pattern (Radford et al. 2019): a space belongs to the word behind it. Every character of a text is in exactly one piece. */
export const PIECE_PATTERN = /'(?:s|t|re|ve|m|ll|d)| ?\p{L}+| ?\p{N}+| ?[^\s\p{L}\p{N}]+|\s+(?!\S)|\s+/gu;

const utf8 = new TextEncoder();
const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

export const readBytes = (bytes: readonly number[]): string => decoder.decode(Uint8Array.from(bytes));
export const spellBytes = (text: string): number[] => Array.from(utf8.encode(text));

/** Bytes alone, in GPT-2's pieces. */
export const BYTE_ALPHABET: Alphabet = {
  size: BYTES,
  split: (text) => text.match(PIECE_PATTERN) ?? [],
  spell: spellBytes,
  read: readBytes,
};

/** Two tokens that become one. */
export type Merge = readonly [left: number, right: number];

export interface BytePairs {
  /** Number of tokens. */
  readonly size: number;
  encode(text: string): Int32Array;
  decode(tokens: ArrayLike<number>): string;
}

/**
 * The encoding with these merges, the first to apply first. `whole`: pieces that are a token each, behind what merges join, whatever the
 * merges make of them.
 */
export function createBytePairs(
  merges: readonly Merge[],
  alphabet: Alphabet = BYTE_ALPHABET,
  whole: readonly string[] = [],
): BytePairs {
  const joined = alphabet.size + merges.length;
  const size = joined + whole.length;
  const rankOf = new Map(merges.map(([left, right], rank) => [left * size + right, rank]));
  const spellings: (readonly number[])[] = Array.from({ length: alphabet.size }, (_, symbol) => [symbol]);
  for (const [left, right] of merges) spellings.push([left, right].flatMap((token) => spellings[token] ?? []));
  spellings.push(...whole.map(alphabet.spell));
  // A text has few different pieces.
  const known = new Map<string, readonly number[]>(whole.map((piece, i) => [piece, [joined + i]]));

  const encodePiece = (piece: string): readonly number[] => {
    const tokens = alphabet.spell(piece);
    for (;;) {
      let best = Number.POSITIVE_INFINITY;
      for (let i = 0; i + 1 < tokens.length; i++) {
        const rank = rankOf.get((tokens[i] as number) * size + (tokens[i + 1] as number));
        if (rank !== undefined && rank < best) best = rank;
      }
      const merge = merges[best];
      if (merge === undefined) return tokens;
      mergeInPlace(tokens, merge, alphabet.size + best);
    }
  };

  return {
    size,
    encode: (text) => {
      const tokens: number[] = [];
      for (const piece of alphabet.split(text)) {
        let encoded = known.get(piece);
        if (encoded === undefined) {
          encoded = encodePiece(piece);
          known.set(piece, encoded);
        }
        for (const token of encoded) tokens.push(token);
      }
      return Int32Array.from(tokens);
    },
    decode: (tokens) => alphabet.read(Array.from(tokens).flatMap((token) => spellings[token] ?? [])),
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
