/** The byte-pair encodings of the text benchmarks, which `npm run artefacts -- base-model` learned. */
import { readFileSync } from 'node:fs';
import { type Alphabet, BYTE_ALPHABET, type BytePairs, createBytePairs, type Merge } from './byte-pairs.ts';
import { requireChecksum, sha256Of } from './checksum.ts';
import { WORD_END_ALPHABET } from './word-ends.ts';

/** `bytes`: GPT-2's pieces of the addresses; `words`: words with their ends, of the addresses and the novel. */
export type EncodingId = 'bytes' | 'words';

interface Encoding {
  readonly file: URL;
  readonly alphabet: Alphabet;
  readonly merges: number;
  /** Of the file. */
  readonly sha256: string;
}

const fileOf = (name: string): URL => new URL(`./${name}`, import.meta.url);

export const ENCODINGS: Readonly<Record<EncodingId, Encoding>> = {
  /** 1,024 tokens. */
  bytes: {
    file: fileOf('merges.txt'),
    alphabet: BYTE_ALPHABET,
    merges: 768,
    sha256: '02b56504e95e58d58c87f9d53911835f80f483aad3b54527b317c0d0e43cddf4',
  },
  /** 4,096 tokens. */
  words: {
    file: fileOf('merges-words.txt'),
    alphabet: WORD_END_ALPHABET,
    merges: 3_839,
    sha256: '',
  },
};

const loaded = new Map<EncodingId, BytePairs>();

/**
 * Loads an encoding; later calls in the same process return the same object.
 * @throws HeirloomError run-failed where the file is not the one the suite's numbers rest on
 */
export function loadBytePairs(id: EncodingId): BytePairs {
  const known = loaded.get(id);
  if (known) return known;
  const { file, alphabet, sha256 } = ENCODINGS[id];
  const text = readFileSync(file, 'utf8');
  requireChecksum(`Byte-pair merges (${id})`, sha256Of([text]), sha256, 'Restore the file from git.');
  const encoding = createBytePairs(parseMerges(text), alphabet);
  loaded.set(id, encoding);
  return encoding;
}

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
