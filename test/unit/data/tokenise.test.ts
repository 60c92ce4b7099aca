import { expect, test } from 'vitest';
import { loadAddresses } from '#benchmarks/data/sotu.ts';
import { Tokeniser, WORD_PATTERN } from '#benchmarks/data/tokenise.ts';

function sentencesOf(...texts: string[]): string[] {
  const tokeniser = new Tokeniser();
  for (const text of texts) tokeniser.add(text);
  const tokens = tokeniser.tokens();
  const offsets = tokeniser.offsets();
  return Array.from({ length: tokeniser.sentences }, (_, i) =>
    Array.from(tokens.subarray(offsets[i], offsets[i + 1]), (id) => tokeniser.words[id]).join(' '),
  );
}

test('words are lower-cased letters with inner apostrophes; everything else separates', () => {
  expect(sentencesOf("The Nation’s re-election, in 1865 -- “don't!” señor")).toEqual([
    "the nation's re election in don't se or",
  ]);
  expect(sentencesOf("rock 'n' roll'")).toEqual(['rock n roll']);
});

test('a sentence ends at a stop that a capital or a digit follows, or at the end of a text', () => {
  expect(sentencesOf('We won. We did? Yes! "It is over." (Laughter) Good')).toEqual([
    'we won',
    'we did',
    'yes',
    'it is over',
    'laughter good',
  ]);
  expect(sentencesOf('It cost $3.5 million. 1865 was hard.', 'no stop', 'Next')).toEqual([
    'it cost million',
    'was hard',
    'no stop',
    'next',
  ]);
  expect(sentencesOf('I was... told so.')).toEqual(['i was told so']);
});

test('abbreviations and initials end nothing', () => {
  expect(sentencesOf('Mr. Speaker, the U. S. Army of Gen. Grant. It won.')).toEqual([
    'mr speaker the u s army of gen grant',
    'it won',
  ]);
});

test('sentences without a word are dropped, and words of an object’s prototype are words', () => {
  expect(sentencesOf('12. 13. ! The constructor. Is __proto__')).toEqual(['the constructor', 'is proto']);
});

test('the scanner finds what WORD_PATTERN finds in every address', () => {
  const tokeniser = new Tokeniser();
  const expected: string[] = [];
  for (const { text } of loadAddresses().filter((_, i) => i % 4 === 0)) {
    tokeniser.add(text);
    expected.push(...(text.replaceAll('’', "'").toLowerCase().match(WORD_PATTERN) ?? []));
  }
  const found = Array.from(tokeniser.tokens(), (id) => tokeniser.words[id] as string);
  expect(found.length).toBe(expected.length);
  expect(found.findIndex((word, i) => word !== expected[i])).toBe(-1);
});
