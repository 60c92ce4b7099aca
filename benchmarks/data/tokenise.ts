/**
 * The fixed tokenisation of English text: lower-cased words, and sentences.
 *
 * A word matches WORD_PATTERN after lower-casing and after U+2019 became an apostrophe; everything else separates words,
 * so numbers, punctuation and accented letters are dropped.
 *
 * A sentence ends at `.`, `?` or `!`, with any closing quotes and brackets, where white space and then (after opening quotes
 * and brackets) a capital or a digit follows, or the text ends. A full stop after one of ABBREVIATIONS or after a single
 * letter ends nothing. Sentences without a word are dropped.
 */
import { WordTable } from './word-table.ts';

/** What a word is. The scanner below is this pattern by hand, faster; a test holds the two equal. */
export const WORD_PATTERN = /[a-z]+(?:'[a-z]+)*/g;

/** Words whose full stop does not end a sentence. */
export const ABBREVIATIONS: ReadonlySet<string> = new Set(
  'mr mrs ms dr messrs hon gen col capt lieut lt maj sen rep gov st no nos vs viz jr sr'.split(' '),
);

const CLOSING = '"\')]”.?!';
const OPENING = '"\'([“$';
const APOSTROPHE = 39;
const CURLY_APOSTROPHE = 0x2019;
const FULL_STOP = 46;
const QUESTION = 63;
const EXCLAMATION = 33;

/** A token stream under construction. */
export class Tokeniser {
  readonly #table = new WordTable();
  #tokens = new Int32Array(1 << 16);
  #length = 0;
  readonly #offsets: number[] = [0];

  /** The words by id, in order of first appearance. */
  get words(): readonly string[] {
    return this.#table.words;
  }

  /** Number of sentences so far. */
  get sentences(): number {
    return this.#offsets.length - 1;
  }

  /** Word ids of all sentences so far, a copy. */
  tokens(): Int32Array {
    return this.#tokens.slice(0, this.#length);
  }

  /** Sentence i is tokens[offsets[i]…offsets[i+1]). `[sentences + 1]` */
  offsets(): Int32Array {
    return Int32Array.from(this.#offsets);
  }

  /** Adds a text; its end also ends its last sentence. */
  add(text: string): void {
    const table = this.#table;
    const codes = codesOf(text);
    const end = text.length;
    let at = 0;
    let last = -1;
    while (at < end) {
      const code = codes[at] as number;
      if (isLetter(code)) {
        const from = at;
        at = endOfWord(codes, at);
        last = table.idOf(codes, from, at);
        this.#push(last);
        continue;
      }
      if (code === FULL_STOP || code === QUESTION || code === EXCLAMATION) {
        const abbreviates =
          code === FULL_STOP && at > 0 && isLetter(codes[at - 1] as number) && isAbbreviation(table.words[last] ?? '');
        if (!abbreviates && sentenceEndsAfter(text, at)) this.#endSentence();
      }
      at++;
    }
    this.#endSentence();
  }

  #push(word: number): void {
    if (this.#length === this.#tokens.length) {
      const grown = new Int32Array(2 * this.#length);
      grown.set(this.#tokens);
      this.#tokens = grown;
    }
    this.#tokens[this.#length++] = word;
  }

  #endSentence(): void {
    if (this.#length > (this.#offsets[this.#offsets.length - 1] as number)) this.#offsets.push(this.#length);
  }
}

/** Whether a code is an ASCII letter of either case. */
function isLetter(code: number): boolean {
  const lower = code | 32;
  return lower >= 97 && lower <= 122;
}

/** UTF-16 codes of a text and a 0 after them, so that looking one ahead is always in range. */
function codesOf(text: string): Uint16Array {
  const codes = new Uint16Array(text.length + 1);
  Buffer.from(codes.buffer).write(text, 'utf16le');
  return codes;
}

/** Position after the word that starts at `at`. */
function endOfWord(codes: Uint16Array, at: number): number {
  let next = at + 1;
  for (;;) {
    const code = codes[next] as number;
    if (isLetter(code)) next++;
    else if ((code === APOSTROPHE || code === CURLY_APOSTROPHE) && isLetter(codes[next + 1] as number)) next += 2;
    else return next;
  }
}

function isAbbreviation(word: string): boolean {
  return word.length === 1 || ABBREVIATIONS.has(word);
}

/** Whether what follows the stop at `at` starts a new sentence. */
function sentenceEndsAfter(text: string, at: number): boolean {
  let next = at + 1;
  while (next < text.length && CLOSING.includes(text.charAt(next))) next++;
  if (next >= text.length) return true;
  if (!isSpace(text.charCodeAt(next))) return false;
  while (next < text.length && (isSpace(text.charCodeAt(next)) || OPENING.includes(text.charAt(next)))) next++;
  if (next >= text.length) return true;
  const code = text.charCodeAt(next);
  return (code >= 65 && code <= 90) || (code >= 48 && code <= 57);
}

function isSpace(code: number): boolean {
  return code === 32 || (code >= 9 && code <= 13);
}
