/** SHA-256 of what a data set must be. */
import { createHash } from 'node:crypto';
import { HeirloomError } from '../protocol/errors.ts';

/** SHA-256 in hex of strings (UTF-8), bytes and integer arrays (little-endian), one after another. */
export function sha256Of(parts: Iterable<string | Int32Array | Uint8Array>): string {
  const hash = createHash('sha256');
  for (const part of parts) {
    hash.update(typeof part === 'string' ? part : new Uint8Array(part.buffer, part.byteOffset, part.byteLength));
  }
  return hash.digest('hex');
}

/** @throws HeirloomError run-failed where the data are not those the suite's numbers rest on */
export function requireChecksum(what: string, received: string, expected: string, remedy: string): void {
  if (received === expected) return;
  throw new HeirloomError('run-failed', `${what}: SHA-256 is ${received}, expected ${expected}. ${remedy}`, {
    context: { what, received, expected },
  });
}
