/** The repository's reference results: real bundles of the standard tier. */
import { readFileSync } from 'node:fs';
import { archiveOf } from '../../scripts/reference/archives.mjs';

/** A strategy's bundle as it is sent. */
export function referenceBundle(strategy: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(readFileSync(archiveOf(strategy)));
}
