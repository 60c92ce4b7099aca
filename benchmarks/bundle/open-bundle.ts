/** Opens a bundle, whatever it is in. */
import { statSync } from 'node:fs';
import { HeirloomError } from '../protocol/errors.ts';
import { type BundleLimits, LIMITS } from './limits.ts';
import type { BundleSource } from './source.ts';
import { openArchive } from './source-archive.ts';
import { openFolder } from './source-folder.ts';

export interface OpenOptions {
  readonly limits?: BundleLimits;
  /** Folder for unpacked archives; by default the system's. */
  readonly tempDir?: string;
}

/**
 * Opens a folder, or a `.tar.gz` by unpacking it into a temporary folder.
 * @throws HeirloomError not-found, too-large, or hostile-archive where an archive can't be read to its end
 */
export async function openBundle(path: string, { limits = LIMITS, tempDir }: OpenOptions = {}): Promise<BundleSource> {
  const found = statSync(path, { throwIfNoEntry: false });
  if (found?.isDirectory()) return openFolder(path, limits);
  if (found?.isFile()) return openArchive(path, limits, tempDir);
  throw new HeirloomError(
    'not-found',
    `There is no bundle at ${path}. Give a folder or a .tar.gz that heirloom run wrote.`,
  );
}
