/** Where throwaway databases lie: each is a thousand files that are copied, changed and removed. */
import { chmodSync, existsSync, mkdtempSync, rmSync, statfsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** A file system in memory, which Linux has for everybody. */
const IN_MEMORY = '/dev/shm';
/** Of it and of the memory this must be free: a database has 40 MB, and a few are there at a time. In bytes. */
const ROOM = 3e9;

/** A folder of this process's own, in memory where there is room; removed with the process. */
export function makeScratch() {
  const folder = mkdtempSync(path.join(hasRoom() ? IN_MEMORY : tmpdir(), 'heirloom-databases-'));
  // A server of PostgreSQL that root starts runs as a user of its own.
  chmodSync(folder, 0o711);
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

function hasRoom() {
  if (!existsSync(IN_MEMORY)) return false;
  const { bavail, bsize } = statfsSync(IN_MEMORY);
  return bavail * bsize >= ROOM && process.availableMemory() >= ROOM;
}
