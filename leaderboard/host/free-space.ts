/**
 * Room on the disk of the data directory. A reserve stays free, because a full disk stops more than what filled it: an embedded
 * engine without room for its log hangs. Below the reserve the site shows what it has and stores nothing new.
 */
import { type StatsFs, statfsSync } from 'node:fs';
import { statfs } from 'node:fs/promises';
import path from 'node:path';
import { HeirloomError } from '#benchmarks/protocol/errors.ts';
import { codesOf, someCause } from '../db/error-chain.ts';
import { dataDirectory } from './data-directory.ts';
import { log } from './log.ts';

const MEGABYTE = 1e6;
const RESERVE_MB = 256;
const MAX_RESERVE_MB = 1_000_000_000;
/** An embedded engine makes a file of its log (16 MiB) at any time; with less it hangs instead of saying so. */
const LEAST_TO_START = 64 * MEGABYTE;
/** Seconds after which to ask again, in Retry-After: somebody has to make room. */
const RETRY_SECONDS = 300;

export interface DiskSpace {
  /** What this process may still use; null where the file system doesn't tell. */
  readonly freeBytes: number | null;
  /** What is to stay free. */
  readonly reserveBytes: number;
  readonly isBelow: boolean;
}

/** In bytes. @throws bad-parameter where HEIRLOOM_DISK_RESERVE_MB is no number of megabytes */
export function diskReserve(environment: Readonly<Record<string, string | undefined>> = process.env): number {
  const text = environment.HEIRLOOM_DISK_RESERVE_MB?.trim() || String(RESERVE_MB);
  const megabytes = Number(text);
  if (!(megabytes >= 0 && megabytes <= MAX_RESERVE_MB)) {
    throw new HeirloomError(
      'bad-parameter',
      `HEIRLOOM_DISK_RESERVE_MB is "${text.slice(0, 100)}"; expected how many megabytes (1,000,000 bytes) of the data directory's disk stay free, from 0 to ${MAX_RESERVE_MB}.`,
    );
  }
  return Math.round(megabytes * MEGABYTE);
}

/** Room in a directory, which has to be there. */
export async function diskSpace(directory: string = dataDirectory()): Promise<DiskSpace> {
  const freeBytes = await freeIn(directory);
  lastKnown.set(directory, freeBytes);
  return spaceOf(freeBytes);
}

function spaceOf(freeBytes: number | null): DiskSpace {
  const reserveBytes = diskReserve();
  return { freeBytes, reserveBytes, isBelow: freeBytes !== null && freeBytes < reserveBytes };
}

/** How long a disk may take to tell; one that is being written to takes its time. */
const PATIENCE_MS = 50;
/** Bytes that were free in a directory. */
const lastKnown = new Map<string, number | null>();

/** Room as far as it is known at once: where the disk takes longer to tell than that, what it told last. */
export async function promptDiskSpace(directory: string = dataDirectory()): Promise<DiskSpace> {
  const asked = diskSpace(directory);
  const known = lastKnown.get(directory);
  if (known === undefined) return asked;
  let timer: NodeJS.Timeout | undefined;
  const patience = new Promise<DiskSpace>((resolve) => {
    timer = setTimeout(() => resolve(spaceOf(known)), PATIENCE_MS);
  });
  try {
    return await Promise.race([asked, patience]);
  } finally {
    clearTimeout(timer);
  }
}

/** Whether the last who asked for room was refused: the log has it once, and not with each request. */
let isRefusing = false;

/**
 * Sees that there is room to store something. `bytes`: how much it is, as far as that is known.
 * @throws no-space where less than the reserve would stay
 */
export async function requireSpace(bytes = 0): Promise<void> {
  const { freeBytes, reserveBytes } = await diskSpace();
  if (freeBytes === null || freeBytes - bytes >= reserveBytes) {
    isRefusing = false;
    return;
  }
  const error = noSpaceError({ freeBytes, reserveBytes, bytes });
  if (!isRefusing) log(error.message);
  isRefusing = true;
  throw error;
}

/** Sees that an embedded database can be opened at all; at once, because a process may be about to end. @throws input-output with what helps */
export function requireSpaceToStart(directory: string): void {
  const freeBytes = fullest(
    foldersOf(directory).map((folder) => {
      try {
        return roomOf(statfsSync(folder));
      } catch {
        return null;
      }
    }),
  );
  if (freeBytes === null || freeBytes >= LEAST_TO_START) return;
  throw new HeirloomError(
    'input-output',
    `The disk of ${directory} is full: ${inMegabytes(freeBytes)} are free, and the embedded database needs ${inMegabytes(LEAST_TO_START)} to start. Make room there, or set HEIRLOOM_DATA to a directory elsewhere.`,
    { context: { directory, freeBytes } },
  );
}

/** What is written to: each may be a link to another disk. */
const foldersOf = (directory: string): string[] =>
  ['', 'database', 'uploads', 'bundles'].map((part) => path.join(directory, part));

/** Of the fullest disk; null where none tells. */
async function freeIn(directory: string): Promise<number | null> {
  return fullest(await Promise.all(foldersOf(directory).map((folder) => statfs(folder).then(roomOf, () => null))));
}

/** Some file systems have no size, and say 0 of everything. */
const roomOf = ({ bavail, blocks, bsize }: StatsFs): number | null => (blocks > 0 ? bavail * bsize : null);

function fullest(rooms: readonly (number | null)[]): number | null {
  const known = rooms.filter((bytes) => bytes !== null);
  return known.length === 0 ? null : Math.min(...known);
}

/** The system's own codes, and SQLSTATE disk_full. */
const CODES = new Set(['ENOSPC', 'EDQUOT', '53100', 'no-space']);
/** What comes from another thread has lost its code, but not its words. */
const MESSAGE = /^(?:ENOSPC|EDQUOT): |\((?:ENOSPC|EDQUOT)\)\. |No space left on device|Disk quota exceeded/;

/** Whether something failed because there was no room for it, in a file or in a database. */
export function isNoSpace(error: unknown): boolean {
  return someCause(
    error,
    (fields) =>
      codesOf(fields).some((code) => CODES.has(code)) ||
      // Ours have their codes, and may quote anything.
      (typeof fields.message === 'string' && fields.name !== 'HeirloomError' && MESSAGE.test(fields.message)),
  );
}

interface Lack {
  readonly freeBytes: number;
  readonly reserveBytes: number;
  readonly bytes?: number;
}

/** What clients are told where there is no room. `lack`: null where the system refused a write. `cause`: for the log. */
export function noSpaceError(lack: Lack | null, cause?: unknown): HeirloomError {
  const found = lack === null ? "The site's disk is full" : lackWords(lack);
  return new HeirloomError(
    'no-space',
    `${found}, so nothing was stored or changed. What is there can be read as ever. Try again later, or tell the site's owner, who has to make room.`,
    { context: { retryAfter: RETRY_SECONDS, ...lack }, ...(cause === undefined ? {} : { cause }) },
  );
}

function lackWords({ freeBytes, reserveBytes, bytes = 0 }: Lack): string {
  const need = bytes > 0 ? `, and this may need ${inMegabytes(bytes)}` : '';
  return `The site's disk has ${inMegabytes(freeBytes)} left, of which ${inMegabytes(reserveBytes)} are to stay free${need}`;
}

/** In the megabytes of HEIRLOOM_DISK_RESERVE_MB. */
export const inMegabytes = (bytes: number): string => `${Math.floor(bytes / MEGABYTE)} MB`;
