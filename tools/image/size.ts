/** What folders take on disk. */
import { existsSync, lstatSync, readdirSync } from 'node:fs';
import path from 'node:path';
import type { LockedPackages } from '../support/lock.ts';

const BLOCK = 512;

/** In whole megabytes of 2^20 bytes, as `du -sm` counts them. */
export const megabytes = (folder: string): number => Math.ceil(bytesOf(folder, () => true) / 2 ** 20);

/** What `npm ci --omit=dev` takes, in whole megabytes, counted in an installation that has more. @param root its folder */
export function productionMegabytes(root: string, lockPackages: LockedPackages): number {
  const places = Object.keys(lockPackages).filter((place) => place !== '' && !lockPackages[place]?.dev);
  const installed = places.map((place) => path.join(root, place)).filter((folder) => existsSync(folder));
  // Nested packages have places of their own.
  const isOwn = (file: string): boolean => !file.split(path.sep).includes('node_modules');
  return Math.ceil(installed.reduce((sum, folder) => sum + bytesOf(folder, isOwn), 0) / 2 ** 20);
}

/** @param isCounted of a path below the folder */
function bytesOf(folder: string, isCounted: (file: string) => boolean): number {
  const files = entriesBelow(folder)
    .filter((file) => isCounted(path.relative(folder, file)))
    .map((file) => lstatSync(file));
  // Windows counts no blocks.
  return files.reduce((sum, { blocks, size }) => sum + (blocks === undefined ? size : blocks * BLOCK), 0);
}

/** Folders, too. Step by step, because whether Node's own recursion follows links, and counts what they lead to twice, depends on its version. */
const entriesBelow = (folder: string): string[] =>
  readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const file = path.join(folder, entry.name);
    return entry.isDirectory() ? [file, ...entriesBelow(file)] : [file];
  });
