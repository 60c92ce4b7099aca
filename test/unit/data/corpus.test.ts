import { expect, test } from 'vitest';
import { requireChecksum, sha256Of } from '#benchmarks/data/checksum.ts';
import { isHeldOut, loadCorpus } from '#benchmarks/data/corpus.ts';
import { createVocabulary, encodeSentences, specialTokens } from '#benchmarks/data/vocabulary.ts';
import { HeirloomError } from '#benchmarks/protocol/errors.ts';

const corpus = loadCorpus();

// Provenance: Python 3.11, collections.Counter over re.findall(r"[a-z]+(?:'[a-z]+)*", text.replace('\u2019', "'").lower())
// of the package's data/*.txt, and int(hashlib.sha256(name.encode()).hexdigest()[:8], 16) % 10 == 0 for the split.
const PYTHON = {
  tokens: 1_788_991,
  types: 24_095,
  heldOutTokens: 230_568,
  heldOutAddresses: 29,
  top: [
    ['the', 151266],
    ['of', 97345],
    ['and', 61778],
    ['to', 61760],
    ['in', 39215],
  ] as [string, number][],
};

test('has the words that Python counts', () => {
  const { words, counts } = createVocabulary(corpus.words, corpus.all.tokens, 5);
  expect(corpus.all.tokens.length).toBe(PYTHON.tokens);
  expect(corpus.words.length).toBe(PYTHON.types);
  expect(words.map((word, rank) => [word, counts[rank]])).toEqual(PYTHON.top);
  expect(corpus.words).toContain('constructor');
});

test('holds out whole addresses, disjoint from the training split', () => {
  expect(corpus.heldOutAddresses.length).toBe(PYTHON.heldOutAddresses);
  expect(corpus.heldOutAddresses.every(isHeldOut)).toBe(true);
  expect(corpus.heldOut.tokens.length).toBe(PYTHON.heldOutTokens);
  expect(corpus.training.tokens.length + corpus.heldOut.tokens.length).toBe(corpus.all.tokens.length);
  expect(corpus.training.offsets.length - 1 + corpus.heldOut.offsets.length - 1).toBe(corpus.all.offsets.length - 1);
});

test('is loaded once a process', () => {
  expect(loadCorpus()).toBe(corpus);
});

test('other data are refused with a message that says what to do', () => {
  expect(sha256Of(['abc'])).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad'); // FIPS 180-2, appendix B.1
  expect(() => requireChecksum('Addresses', sha256Of(['a']), sha256Of(['b']), 'Run npm ci.')).toThrow(HeirloomError);
  expect(() => requireChecksum('Addresses', sha256Of(['a']), sha256Of(['b']), 'Run npm ci.')).toThrow(
    /Addresses: SHA-256 is ca97.*expected 3e23.*npm ci/,
  );
});

test('a vocabulary ranks by frequency, then by first appearance, and encodes the rest as <unk>', () => {
  const words = ['x', 'b', 'a', 'c'];
  const tokens = Int32Array.from([1, 2, 3, 3, 1, 2, 0]);
  const vocabulary = createVocabulary(words, tokens, 3);
  expect(vocabulary.words).toEqual(['b', 'a', 'c']);
  expect(specialTokens(3)).toEqual({ unknown: 3, end: 4 });
  const encoded = encodeSentences({ tokens, offsets: Int32Array.from([0, 3, 7]) }, vocabulary);
  expect(Array.from(encoded.tokens)).toEqual([0, 1, 2, 4, 2, 0, 1, 3, 4]);
  expect(Array.from(encoded.offsets)).toEqual([0, 4, 9]);
});
