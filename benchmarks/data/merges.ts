/** The byte-pair encoding of the text benchmarks: 1,024 tokens, learned from the State of the Union addresses by `npm run artefacts -- base-model`. */
import { readFileSync } from 'node:fs';
import { type BytePairs, createBytePairs, type Merge } from './byte-pairs.ts';
import { requireChecksum, sha256Of } from './checksum.ts';

/** 256 bytes and these make 1,024 tokens. */
export const MERGES = 768;

export const MERGES_FILE = new URL('./merges.txt', import.meta.url);

/** Of the file. */
const MERGES_SHA256 = '02b56504e95e58d58c87f9d53911835f80f483aad3b54527b317c0d0e43cddf4';

let loaded: BytePairs | null = null;

/**
 * Loads the encoding; later calls in the same process return the same object.
 * @throws HeirloomError run-failed where the file is not the one the suite's numbers rest on
 */
export function loadBytePairs(): BytePairs {
  if (loaded) return loaded;
  const text = readFileSync(MERGES_FILE, 'utf8');
  requireChecksum('Byte-pair merges', sha256Of([text]), MERGES_SHA256, 'Restore the file from git.');
  loaded = createBytePairs(parseMerges(text));
  return loaded;
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
