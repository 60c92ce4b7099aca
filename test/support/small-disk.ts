/** A disk that is soon full: a file system in memory, where this process may mount one. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

export interface SmallDisk {
  readonly folder: string;
  remove(): void;
}

/** Mounts one of so many bytes; null where that isn't allowed (it takes root on Linux). */
export function mountSmallDisk(bytes: number): SmallDisk | null {
  const folder = mkdtempSync(path.join(tmpdir(), 'heirloom-disk-'));
  const { status } = spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${bytes}`, 'none', folder]);
  const remove = (): void => {
    if (status === 0) spawnSync('umount', ['-l', folder]);
    rmSync(folder, { recursive: true, force: true });
  };
  if (status === 0) return { folder, remove };
  remove();
  return null;
}

/** Whether mountSmallDisk will do. */
export function canMount(): boolean {
  const disk = mountSmallDisk(65_536);
  disk?.remove();
  return disk !== null;
}

export const WHY_SKIPPED = 'needs a disk of its own, which only root can mount, on Linux';
