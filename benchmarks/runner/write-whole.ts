/** Writes a file whole or not at all: where it can't be, what was there stays, and nothing half is left beside it. */
import { existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { withFile } from '../protocol/file-errors.ts';

/** Makes the folders that are missing. @throws HeirloomError where the system refuses, with the file's name */
export function writeWhole(file: string, content: string | Uint8Array): void {
  const whole = `${file}.tmp`;
  withFile(file, () => {
    try {
      makeFolder(dirname(file));
      writeFileSync(whole, content);
      renameSync(whole, file);
    } catch (error) {
      rmSync(whole, { force: true });
      throw error;
    }
  });
}

/**
 * Makes a folder with those above it. Node's own `recursive` never returns where a file system says that a folder which is
 * there isn't (/proc, an automounter).
 */
export function makeFolder(folder: string): void {
  if (existsSync(folder)) return;
  makeFolder(dirname(folder));
  try {
    mkdirSync(folder);
  } catch (error) {
    // Another thread was first.
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
}

/** Makes a folder of its own in another: of the name, or, where somebody has that, with a number behind it. @returns its path */
export function makeNewFolder(parent: string, name: string): string {
  makeFolder(parent);
  for (let count = 1; ; count++) {
    const folder = join(parent, count === 1 ? name : `${name}-${count}`);
    try {
      mkdirSync(folder);
      return folder;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
  }
}
