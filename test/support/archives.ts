/** Archives on disk, as tests write them. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { type RawEntry, tarOf } from './raw-tar.ts';
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
