/** The name of a bundle's content: the same files give the same digest, however they are packed. */
import { sha256 } from '../protocol/digest.ts';
import { byPath } from './layout.ts';
import type { BundleFile } from './source.ts';

/**
 * SHA-256 over one line a file, `<sha256>  <path>\n`, sorted by path: what
 * `find * -type f | LC_ALL=C sort | xargs sha256sum | sha256sum` prints.
 */
export function bundleDigest(files: readonly Pick<BundleFile, 'path' | 'sha256'>[]): string {
  const lines = [...files].sort(byPath).map((file) => `${file.sha256}  ${file.path}\n`);
  return sha256(lines.join(''));
}
