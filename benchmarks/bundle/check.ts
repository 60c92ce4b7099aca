/** Checks a bundle on the disk. */
import { type CheckOptions, type CheckReport, checkBundle, unreadReport } from './check-source.ts';
import { type OpenOptions, openBundle } from './open-bundle.ts';
import type { BundleSource } from './source.ts';

/**
 * Opens a folder or a `.tar.gz`, checks it and closes it.
 * @throws HeirloomError not-found; input-output where there is no room to unpack it
 */
export async function checkBundleAt(path: string, options: CheckOptions & OpenOptions = {}): Promise<CheckReport> {
  let source: BundleSource;
  try {
    source = await openBundle(path, options);
  } catch (error) {
    return unreadReport(error);
  }
  try {
    return await checkBundle(source, options);
  } finally {
    await source.close();
  }
}
