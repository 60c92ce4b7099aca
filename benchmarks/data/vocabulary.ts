/** A closed vocabulary: the most frequent words of a token stream, by rank. */
import type { Sentences } from './corpus.ts';

export interface Vocabulary {
  /** Number of words, without the special tokens. */
  readonly size: number;
  /** The words by rank: 0 is the most frequent. */
  readonly words: readonly string[];
  /** Occurrences by rank, descending. `[size]` */
  readonly counts: Int32Array;
  /** Rank of each word id of the corpus, −1 for words outside. */
  readonly rankOf: Int32Array;
}

/** Takes the `size` most frequent words of a stream of word ids; ties go to the word that appears first in the corpus. */
export function createVocabulary(words: readonly string[], tokens: Int32Array, size: number): Vocabulary {
  const occurrences = new Int32Array(words.length);
  for (let i = 0; i < tokens.length; i++) (occurrences[tokens[i] as number] as number)++;
  const byRank = Int32Array.from(words, (_, id) => id)
    .filter((id) => (occurrences[id] as number) > 0)
    .sort((a, b) => (occurrences[b] as number) - (occurrences[a] as number) || a - b)
    .slice(0, size);
  const rankOf = new Int32Array(words.length).fill(-1);
  for (let rank = 0; rank < byRank.length; rank++) rankOf[byRank[rank] as number] = rank;
  return {
    size: byRank.length,
    words: Array.from(byRank, (id) => words[id] as string),
    counts: byRank.map((id) => occurrences[id] as number),
    rankOf,
  };
}

/** The token after the last word of every sentence, and the token of every word outside the vocabulary. */
export interface SpecialTokens {
  readonly unknown: number;
  readonly end: number;
}

/** <unk> and </s> follow the words of the vocabulary. */
export function specialTokens(vocabularySize: number): SpecialTokens {
  return { unknown: vocabularySize, end: vocabularySize + 1 };
}

/** Sentences as ranks, <unk> for words outside the vocabulary, each followed by </s>. */
export function encodeSentences({ tokens, offsets }: Sentences, vocabulary: Vocabulary): Sentences {
  const { unknown, end } = specialTokens(vocabulary.size);
  const encoded = new Int32Array(tokens.length + offsets.length - 1);
  const encodedOffsets = new Int32Array(offsets.length);
  let at = 0;
  for (let i = 0; i + 1 < offsets.length; i++) {
    for (let j = offsets[i] as number; j < (offsets[i + 1] as number); j++) {
      const rank = vocabulary.rankOf[tokens[j] as number] as number;
      encoded[at++] = rank < 0 ? unknown : rank;
    }
    encoded[at++] = end;
    encodedOffsets[i + 1] = at;
  }
  return { tokens: encoded, offsets: encodedOffsets };
}
