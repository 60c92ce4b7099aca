/** Opens a bundle, whatever it is in. */
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { HeirloomError } from '../protocol/errors.ts';
import { SUBMISSION_PATH } from './layout.ts';
import { type BundleLimits, LIMITS } from './limits.ts';
import type { BundleSource } from './source.ts';
import { openArchive } from './source-archive.ts';
import { openFolder } from './source-folder.ts';
import { statOf } from './stat-of.ts';

export interface OpenOptions {
  readonly limits?: BundleLimits;
  /** Folder for unpacked archives; by default the system's. */
  readonly tempDir?: string;
}

/**
 * Opens a folder, or a `.tar.gz` by unpacking it into a temporary folder.
 * @throws HeirloomError not-found where there is no bundle, or several; too-large, or hostile-archive where an archive can't be read to its end
 */
export async function openBundle(path: string, { limits = LIMITS, tempDir }: OpenOptions = {}): Promise<BundleSource> {
  const found = statOf(path);
  if (found?.isDirectory()) {
    const bundles = bundlesInside(path);
    if (bundles.length > 0) throw bundlesGiven(path, bundles);
    return openFolder(path, limits);
  }
  if (found?.isFile()) return openArchive(path, limits, tempDir);
  throw new HeirloomError(
    'not-found',
    `There is no bundle at ${path}. Give a folder or a .tar.gz that heirloom run wrote.`,
  );
}

/** The bundles in a folder that is none itself: what run wrote for several strategies. */
function bundlesInside(folder: string): string[] {
  if (existsSync(join(folder, SUBMISSION_PATH)) || existsSync(join(folder, 'runs'))) return [];
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && existsSync(join(folder, entry.name, SUBMISSION_PATH)))
    .map(({ name }) => join(folder, name))
    .sort();
}

function bundlesGiven(folder: string, bundles: readonly string[]): HeirloomError {
  const named = bundles.slice(0, 3).join(', ');
  const rest = bundles.length > 3 ? `, … (${bundles.length} in all)` : '';
  return new HeirloomError(
    'not-found',
    `${folder} holds bundles and is none itself. Give one of them: ${named}${rest}.`,
  );
}
