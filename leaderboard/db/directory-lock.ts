/**
 * The lock on an embedded database's directory: PGlite takes none, and two processes writing the same files corrupt them.
 *
 * `<directory>/<n>.json` says who holds it. Only the largest n counts and n never goes down while anybody looks: to take
 * the lock is to create the next number, which only one process can do (a hard link to a finished file, so that nobody
 * reads half of one). A holder that is dead or has released it is simply outnumbered, so a stale lock needs no removal,
 * and no two processes can remove it twice. To release is to rewrite one's file, not to delete it.
 *
 * A holder that can't be looked up from here (lock-holder.ts) counts as alive while its file is written. One that stood
 * still so long that it was outnumbered finds out before it writes its file again.
 */
import {
  closeSync,
  fstatSync,
  linkSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import path from 'node:path';
import type { HeirloomError } from '#benchmarks/protocol/errors.ts';
import { describeSelf, type Holder, livenessOf, lockedError, lostError } from './lock-holder.ts';

export interface DirectoryLock {
  /** Lets the next process in. Harmless when called twice. */
  release(): void;
}

const HEARTBEAT_MS = 10_000;
/** A holder that can't be looked up counts as alive while its file was written this recently. */
const PATIENCE_MS = 60_000;

export interface Guarded {
  /** Called where another process has taken the lock from this one, which from then on must not write what it guards. */
  onLost(error: HeirloomError): void;
  /**
   * Asked as the process ends: whether nothing writes there any more. Otherwise the lock is left to become stale: other threads
   * go on until the process is gone.
   */
  isQuiet?(): boolean;
}

/**
 * Takes the lock whose files are in `directory`.
 * @throws locked where a living process, this one included, holds it.
 */
export function acquireDirectoryLock(directory: string, guarded: Guarded): DirectoryLock {
  mkdirSync(directory, { recursive: true });
  const me = describeSelf();
  for (;;) {
    const top = numbers(directory).at(-1) ?? 0;
    const found = top === 0 ? null : readLock(directory, top);
    // Gone between listing and reading: somebody has just outnumbered it.
    if (found === undefined) continue;
    if (found?.holder && isHeld(found.holder, found.writtenMs, directory)) throw lockedError(found.holder, directory);
    if (!claim(directory, top + 1, me)) continue;
    // Whoever listed long ago may claim a number that has come and gone; the larger one then stands.
    if (numbers(directory).at(-1) !== top + 1) {
      rmSync(fileOf(directory, top + 1), { force: true });
      continue;
    }
    for (const older of numbers(directory).filter((number) => number <= top))
      rmSync(fileOf(directory, older), { force: true });
    return hold(directory, top + 1, me, guarded);
  }
}

function isHeld(holder: Holder, writtenMs: number, directory: string): boolean {
  const liveness = livenessOf(holder);
  // Written in what is the future: the clock was set back since, and a living holder would have written again.
  return liveness === 'untold' ? Math.abs(fileSystemNow(directory) - writtenMs) < PATIENCE_MS : liveness === 'alive';
}

function hold(directory: string, number: number, me: Holder, { onLost, isQuiet = () => true }: Guarded): DirectoryLock {
  const heartbeat = setInterval(() => {
    const by = beat(directory, number, me);
    if (by === 'mine') return;
    stop();
    onLost(lostError(by, directory));
  }, HEARTBEAT_MS);
  heartbeat.unref();
  let held = true;
  const stop = (): void => {
    held = false;
    clearInterval(heartbeat);
    process.removeListener('exit', releaseAtEnd);
  };
  const release = (): void => {
    if (!held) return;
    stop();
    try {
      // What another process has taken is not this one's to release.
      if (readLock(directory, number)?.text !== textOf(me)) return;
      writeAtomically(directory, fileOf(directory, number), { ...me, released: true });
    } catch {
      // The directory was removed under us, as tests do. A lock that can't be released is stale once this process ends.
    }
  };
  const releaseAtEnd = (): void => {
    if (isQuiet()) release();
  };
  process.once('exit', releaseAtEnd);
  return { release };
}

/** Gives a sign of life, or finds who has the lock instead; null where that can't be told. */
function beat(directory: string, number: number, me: Holder): 'mine' | Holder | null {
  try {
    const top = numbers(directory).at(-1) ?? number;
    const found = readLock(directory, top);
    if (found && found.text !== textOf(me)) return found.holder;
    // The same text in its place: the file is never half written, and the file system's own clock dates it.
    const file = openSync(fileOf(directory, number), 'r+');
    try {
      writeSync(file, textOf(me), 0);
    } finally {
      closeSync(file);
    }
  } catch {
    // The files were removed under us, and nobody has come in. Or the directory can't be reached just now.
  }
  return 'mine';
}

/** Milliseconds by the clock that dates files there: a file server's, where it is one's, and not this machine's. */
function fileSystemNow(directory: string): number {
  const draft = draftOf(directory);
  writeFileSync(draft, '');
  try {
    return statSync(draft).mtimeMs;
  } finally {
    rmSync(draft, { force: true });
  }
}

function claim(directory: string, number: number, me: Holder): boolean {
  const draft = draftOf(directory);
  writeFileSync(draft, textOf(me));
  try {
    linkSync(draft, fileOf(directory, number));
    return true;
  } catch (error) {
    // A file server that made the link and lost the answer says that it is there already.
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return statSync(draft).nlink === 2;
    throw error;
  } finally {
    rmSync(draft, { force: true });
  }
}

function writeAtomically(directory: string, file: string, holder: Holder): void {
  const draft = draftOf(directory);
  writeFileSync(draft, textOf(holder));
  renameSync(draft, file);
}

const textOf = (holder: Holder): string => JSON.stringify(holder);
const fileOf = (directory: string, number: number): string => path.join(directory, `${number}.json`);
const draftOf = (directory: string): string =>
  path.join(directory, `draft-${process.pid}-${Math.random().toString(36).slice(2)}`);

function numbers(directory: string): number[] {
  return readdirSync(directory)
    .map((name) => Number(/^(\d+)\.json$/.exec(name)?.[1] ?? Number.NaN))
    .filter((number) => Number.isSafeInteger(number))
    .sort((a, b) => a - b);
}

interface LockFile {
  readonly text: string;
  /** Null for a file that isn't one of ours. */
  readonly holder: Holder | null;
  /** When it was last written, by the file system's clock. */
  readonly writtenMs: number;
}

/** Undefined where the file is gone. */
function readLock(directory: string, number: number): LockFile | undefined {
  let file: number;
  try {
    // Opened before it is dated: a file server's client asks again then, instead of answering from what it remembers.
    file = openSync(fileOf(directory, number), 'r');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
  try {
    const text = readFileSync(file, 'utf8');
    return { text, holder: parseHolder(text), writtenMs: fstatSync(file).mtimeMs };
  } finally {
    closeSync(file);
  }
}

function parseHolder(text: string): Holder | null {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && 'pid' in value ? (value as Holder) : null;
  } catch {
    // Files appear whole, so one that doesn't parse was cut by a full disk or a power failure: nobody holds it.
    return null;
  }
}
