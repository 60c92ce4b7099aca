/** Words with an end of their own, and whole words as tokens. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { commonestWords, trainBytePairs } from '#benchmarks/data/byte-pair-training.ts';
import { createBytePairs } from '#benchmarks/data/byte-pairs.ts';
import { loadBytePairs } from '#benchmarks/data/merges.ts';
import { encodeNovel, loadNovel, readNovel } from '#benchmarks/data/moby-dick.ts';
import { WORD_END_ALPHABET } from '#benchmarks/data/word-ends.ts';

describe('words with ends', () => {
  it('learns and spells as the example of Sennrich, Haddow & Birch (2016, section 3.2) does', () => {
    const merges = trainBytePairs(['low lowest newer wider'], 4, WORD_END_ALPHABET);
    const { encode, decode } = createBytePairs(merges, WORD_END_ALPHABET);
    // "the OOV 'lower' would be segmented into 'low er·'"; what ends a word shows when another word follows.
    const [low, er, ...rest] = encode('lower');
    expect(rest).toEqual([]);
    expect([low, er].map((token) => decode([token as number, ...encode('x')]))).toEqual(['lowx', 'er x']);
  });

  it('gives every well-formed text back', () => {
    const { encode, decode } = createBytePairs([], WORD_END_ALPHABET);
    const texts = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 60 }),
      fc
        .array(fc.constantFrom(' ', 'a', 'é', "'", '’', ', ', '\n', '3', '—'), { maxLength: 20 })
        .map((parts) => parts.join('')),
    );
    fc.assert(
      fc.property(texts, (text) => {
        expect(decode(encode(text))).toBe(text);
      }),
    );
  });

  it('writes no token for a space between two words, and one space in its place', () => {
    const { encode, decode } = createBytePairs([], WORD_END_ALPHABET, ['the', "whale's"]);
    const [the, whales] = [257, 258];
    expect(Array.from(encode("the whale's the"))).toEqual([the, whales, the]);
    expect(Array.from(encode(' the  the '))).toEqual([32, the, 32, 32, the, 32]);
    // No text is encoded so, but a model may write it: words that end twice, an end before anything else, a cut character.
    expect(decode([256, 256, the, 256, 33, 0xe2])).toBe(' the!\ufffd');
  });
});

describe('whole words', () => {
  it('are the commonest, of equally common ones the first', () => {
    expect(commonestWords(['the sea, the whale; the', 'sea whale'], 2, WORD_END_ALPHABET)).toEqual(['the', 'sea']);
  });

  it('count for no merge', () => {
    expect(trainBytePairs(['the the the ab'], 1, WORD_END_ALPHABET, ['the'])).toEqual([[97, 98]]);
  });
});

describe('Moby-Dick in words', () => {
  it('has 6,144 tokens, and is split by chapters', () => {
    const { training, heldOut, decode, vocabulary } = loadNovel('words');
    expect([training.length, heldOut.length, vocabulary]).toEqual([253_621, 61_109, 6_144]);
    expect(decode(training.subarray(0, 18))).toContain('CHAPTER 1. Loomings.\nCall me Ishmael. ');
    expect(decode(heldOut)).toBe(readNovel('words').heldOut);
  });

  it('is kept as its package and the encoding give it', () => {
    const { training, heldOut } = loadNovel('words');
    const encoded = encodeNovel('words');
    expect(encoded.training).toEqual(Int32Array.from(training));
    expect(encoded.heldOut).toEqual(Int32Array.from(heldOut));
  });

  it('is seven words in eight whole', () => {
    const { encode } = loadBytePairs('words');
    const words = readNovel('words').heldOut.match(/\p{L}+(?:['’]\p{L}+)*/gu) ?? [];
    expect(words.filter((word) => encode(word).length === 1).length / words.length).toBeCloseTo(0.877, 3);
  });
});
