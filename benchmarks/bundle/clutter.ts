/** What operating systems leave in folders and archives without being asked. It is no part of a bundle and no reason to refuse one. */

/** In lower case. */
const NAMES: ReadonlySet<string> = new Set([
  // macOS; files that begin with "._" hold what its tar can't keep elsewhere.
  '.ds_store',
  '.appledouble',
  '.fseventsd',
  '.localized',
  '.spotlight-v100',
  '.temporaryitems',
  '.trashes',
  '__macosx',
  // Windows
  '$recycle.bin',
  'desktop.ini',
  'ehthumbs.db',
  'system volume information',
  'thumbs.db',
  // KDE, and the disks of Synology
  '.directory',
  '@eadir',
]);

/** Whether a path is, or lies in, what a system left. */
export function isClutter(path: string): boolean {
  return path.split('/').some((part) => part.startsWith('._') || NAMES.has(part.toLowerCase()));
}
