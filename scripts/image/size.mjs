/** What a folder takes on disk. */
import { lstatSync, readdirSync } from 'node:fs';
import path from 'node:path';

const BLOCK = 512;

/** In whole megabytes of 2^20 bytes, as `du -sm` counts them. @param {string} folder */
export function megabytes(folder) {
  // Without the kinds of entries Node 20 follows links and counts what they lead to twice.
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).map((entry) =>
    lstatSync(path.join(entry.parentPath ?? entry.path, entry.name)),
  );
  // Windows counts no blocks.
  const bytes = files.reduce((sum, { blocks, size }) => sum + (blocks === undefined ? size : blocks * BLOCK), 0);
  return Math.ceil(bytes / 2 ** 20);
}
