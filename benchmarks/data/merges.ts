/** The byte-pair encodings of the text benchmarks, which `npm run artefacts -- base-model` learned. */
import { readFileSync } from 'node:fs';
import { type Alphabet, BYTE_ALPHABET, type BytePairs, createBytePairs, type Merge } from './byte-pairs.ts';
import { requireChecksum, sha256Of } from './checksum.ts';
import { WORD_END_ALPHABET } from './word-ends.ts';

/** `bytes`: GPT-2's pieces of the addresses; `words`: the commonest words of the addresses and the novel, and parts of the others. */
export type EncodingId = 'bytes' | 'words';

interface KeptFile {
  readonly file: URL;
  readonly sha256: string;
}

interface Encoding extends KeptFile {
  readonly alphabet: Alphabet;
  readonly merges: number;
  /** Words that are a token each. */
  readonly whole?: KeptFile & { readonly count: number };
}

const fileOf = (name: string): URL => new URL(`./${name}`, import.meta.url);

export const ENCODINGS: Readonly<Record<EncodingId, Encoding>> = {
  /** 1,024 tokens. */
  bytes: {
    file: fileOf('merges.txt'),
    sha256: '02b56504e95e58d58c87f9d53911835f80f483aad3b54527b317c0d0e43cddf4',
    alphabet: BYTE_ALPHABET,
    merges: 768,
  },
  /** 6,144 tokens. */
  words: {
    file: fileOf('merges-words.txt'),
    sha256: '867366ab5f641ed02721519e1cb386ed8bf1fde336fe09cdfd760d867fea45df',
    alphabet: WORD_END_ALPHABET,
    merges: 487,
    whole: {
      file: fileOf('words.txt'),
      sha256: '503c7a7e5bf9227071428fa9932344ff6f6f4d7239c936d939bb7b0ea2960884',
      count: 5_400,
    },
  },
};

const loaded = new Map<EncodingId, BytePairs>();

/**
 * Loads an encoding; later calls in the same process return the same object.
 * @throws HeirloomError run-failed where a file is not the one the suite's numbers rest on
 */
export function loadBytePairs(id: EncodingId): BytePairs {
  const known = loaded.get(id);
  if (known) return known;
  const encoding = readEncoding(id, true);
  loaded.set(id, encoding);
  return encoding;
}

/** The encoding of the files as they are. @throws HeirloomError run-failed where their checksums are `required` and differ */
export function readEncoding(id: EncodingId, required: boolean): BytePairs {
  const { alphabet, whole, ...merges } = ENCODINGS[id];
  const read = (what: string, { file, sha256 }: KeptFile): string => {
    const text = readFileSync(file, 'utf8');
    if (required) requireChecksum(what, sha256Of([text]), sha256, 'Restore the file from git.');
    return text;
  };
  const words = whole === undefined ? [] : parseWords(read(`Words that are tokens (${id})`, whole));
  return createBytePairs(parseMerges(read(`Byte-pair merges (${id})`, merges)), alphabet, words);
}

/** A word a line. */
export const formatWords = (words: readonly string[]): string => words.map((word) => `${word}\n`).join('');
const parseWords = (text: string): string[] => text.trimEnd().split('\n');

/** A merge a line, in order: the two tokens. */
export function formatMerges(merges: readonly Merge[]): string {
  return merges.map(([left, right]) => `${left} ${right}\n`).join('');
}

export function parseMerges(text: string): Merge[] {
  return text
    .trimEnd()
    .split('\n')
    .map((line) => {
      const [left, right] = line.split(' ').map(Number);
      return [left as number, right as number];
    });
}
