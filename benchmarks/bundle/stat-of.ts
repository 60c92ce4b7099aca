import { type Stats, statSync } from 'node:fs';

/**
 * What is at a path; null where nothing is. Not by `throwIfNoEntry`: to Node 26 (26.10) a path that leads through a file is one where
 * nothing is, and its user would look for the wrong thing.
 */
export function statOf(path: string): Stats | null {
  try {
    return statSync(path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}
