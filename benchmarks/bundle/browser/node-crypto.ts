/** What the checker uses of node:crypto, in a browser, whose own digests are answered later than it asks. */
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';

const encoder = new TextEncoder();

/** SHA-256 alone. */
export function createHash(_algorithm: 'sha256') {
  const hash = sha256.create();
  const self = {
    update(data: string | Uint8Array) {
      hash.update(typeof data === 'string' ? encoder.encode(data) : data);
      return self;
    },
    digest: (_encoding: 'hex'): string => bytesToHex(hash.digest()),
  };
  return self;
}
