/** Where an archive ends. What a sender adds behind that is in no digest and on no page: only zeros may stand there. */
import { closeSync, openSync, readSync } from 'node:fs';

const BLOCK = 512;
const ZEROS = Buffer.alloc(BLOCK);

const isZeroBlock = (bytes: Buffer, at: number): boolean =>
  bytes[at] === 0 && bytes.compare(ZEROS, 0, BLOCK, at, at + BLOCK) === 0;

/** The first byte is zero, and each the same as the one before. */
export const isZero = (bytes: Buffer): boolean =>
  bytes.length === 0 || (bytes[0] === 0 && bytes.subarray(1).equals(bytes.subarray(0, -1)));

/**
 * Cuts the stream of a tar archive so that within a piece its end mark (two blocks of zeros) is followed by zeros alone:
 * when a reader of the archive has met the mark in one piece, the later ones are what stands behind it.
 */
export class TarPieces {
  #rest = Buffer.alloc(0);

  /** The pieces of a chunk, in order; whole blocks, what is left over comes with the next chunk. */
  *of(chunk: Buffer): Generator<Buffer> {
    const bytes = this.#rest.length === 0 ? chunk : Buffer.concat([this.#rest, chunk]);
    const end = bytes.length - (bytes.length % BLOCK);
    let start = 0;
    let at = 0;
    while (at < end) {
      const runStart = at;
      while (at < end && isZeroBlock(bytes, at)) at += BLOCK;
      // One block of zeros is no end mark, except that its first may have ended the chunk before.
      if (at < end && (at - runStart >= 2 * BLOCK || (runStart === 0 && at > 0))) {
        yield bytes.subarray(start, at);
        start = at;
      }
      at += BLOCK;
    }
    if (start < end) yield bytes.subarray(start, end);
    this.#rest = Buffer.from(bytes.subarray(end));
  }

  /** What no block is made of: nothing, in a tar that is whole. */
  get rest(): Buffer {
    return this.#rest;
  }
}

/** Whether a file has nothing but zeros from there on. */
export function isPaddedFrom(file: string, offset: number): boolean {
  const descriptor = openSync(file, 'r');
  try {
    const chunk = Buffer.alloc(64 * 1024);
    for (let at = offset; ; ) {
      const length = readSync(descriptor, chunk, 0, chunk.length, at);
      if (length === 0) return true;
      if (!isZero(chunk.subarray(0, length))) return false;
      at += length;
    }
  } finally {
    closeSync(descriptor);
  }
}
