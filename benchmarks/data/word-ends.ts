/**
 * Words that end in a symbol of their own, as Sennrich, Haddow & Birch (2016) spell them: a token says whether a word goes on,
 * and no token can follow a finished word and lengthen it. One space between two words is not written at all.
 */
import { type Alphabet, BYTES, readBytes, spellBytes } from './byte-pairs.ts';

/** The end of a word. */
const END = BYTES;

/** Words, which may have apostrophes inside, and what is between them. Every character of a text is in exactly one piece. */
const PIECES = /\p{L}+(?:['’]\p{L}+)*|\P{L}+/gu;
/** What a word begins with, and nothing else. */
export const LETTER_FIRST = /^\p{L}/u;

export const WORD_END_ALPHABET: Alphabet = {
  size: BYTES + 1,
  split: (text) => {
    const pieces = text.match(PIECES) ?? [];
    // Words and what is between them take turns.
    return pieces.filter((piece, i) => piece !== ' ' || i === 0 || i === pieces.length - 1);
  },
  spell: (piece) => (LETTER_FIRST.test(piece) ? [...spellBytes(piece), END] : spellBytes(piece)),
  read: (symbols) => {
    let text = '';
    let from = 0;
    for (let end = symbols.indexOf(END); from <= symbols.length; end = symbols.indexOf(END, from)) {
      const next = readBytes(symbols.slice(from, end === -1 ? symbols.length : end));
      text += from > 0 && LETTER_FIRST.test(next) ? ` ${next}` : next;
      from = (end === -1 ? symbols.length : end) + 1;
    }
    return text;
  },
};
