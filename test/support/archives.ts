/** Archives as tests write and send them. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { BundleFiles } from './bundles.ts';
import { entriesOf, type RawEntry, tarOf } from './raw-tar.ts';
import { temporaryFolder } from './temporary-folder.ts';

export { entriesOf, type RawEntry, tarOf } from './raw-tar.ts';

/** Writes bytes to a temporary file and returns its path. */
export function tempFile(bytes: Uint8Array, name = 'bundle.tar.gz'): string {
  const file = join(temporaryFolder(), name);
  writeFileSync(file, bytes);
  return file;
}

/** Writes entries as a `.tar.gz` and returns its path. */
export function archiveOf(entries: readonly RawEntry[], level = 6): string {
  return tempFile(gzipSync(tarOf(entries), { level }));
}

/** A bundle as a request's body. */
export function packed(files: BundleFiles): Buffer {
  return gzipSync(tarOf(entriesOf(files)));
}
