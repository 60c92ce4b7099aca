/**
 * The lock on an embedded database's directory: PGlite takes none, and two processes writing the same files corrupt them.
 *
 * `<directory>/<n>.json` says who holds it. Only the largest n counts and n never goes down while anybody looks: to take
 * the lock is to create the next number, which only one process can do (a hard link to a finished file, so that nobody
 * reads half of one). A holder that is dead or has released it is simply outnumbered, so a stale lock needs no removal,
 * and no two processes can remove it twice. To release is to rewrite one's file, not to delete it.
 */
import {
  linkSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { hostname } from 'node:os';
import path from 'node:path';
import { HeirloomError } from '../../benchmarks/protocol/errors.ts';

interface Holder {
  readonly pid: number;
  /** Clock ticks from boot to the process's start where /proc tells: a pid that was used again isn't the holder. */
  readonly processStart: string | null;
  readonly host: string;
  /** ISO 8601. */
  readonly since: string;
  readonly released: boolean;
}

export interface DirectoryLock {
  /** Lets the next process in. Harmless when called twice. */
  release(): void;
}

const HEARTBEAT_MS = 10_000;
/** A holder on another machine can't be looked up: it counts as alive while its file was touched this recently. */
const FOREIGN_PATIENCE_MS = 60_000;

/**
 * Takes the lock whose files are in `directory`.
 * @throws locked where a living process, this one included, holds it.
 */
export function acquireDirectoryLock(directory: string): DirectoryLock {
  mkdirSync(directory, { recursive: true });
  const me: Holder = {
    pid: process.pid,
    processStart: processStart(process.pid),
    host: hostname(),
    since: new Date().toISOString(),
    released: false,
  };
  for (;;) {
    const top = numbers(directory).at(-1) ?? 0;
    const holder = top === 0 ? null : readHolder(directory, top);
    // Gone between listing and reading: somebody has just outnumbered it.
    if (holder === undefined) continue;
    if (holder && isAlive(holder, directory, top)) throw lockedError(holder, directory);
    if (!claim(directory, top + 1, me)) continue;
    // Whoever listed long ago may claim a number that has come and gone; the larger one then stands.
    if (numbers(directory).at(-1) !== top + 1) {
      rmSync(fileOf(directory, top + 1), { force: true });
      continue;
    }
    for (const older of numbers(directory).filter((number) => number <= top))
      rmSync(fileOf(directory, older), { force: true });
    return hold(directory, top + 1, me);
  }
}

function hold(directory: string, number: number, me: Holder): DirectoryLock {
  const file = fileOf(directory, number);
  const heartbeat = setInterval(() => {
    try {
      utimesSync(file, new Date(), new Date());
    } catch {
      // The directory was removed under us, as tests do: nothing is left to guard.
    }
  }, HEARTBEAT_MS);
  heartbeat.unref();
  let held = true;
  const release = (): void => {
    if (!held) return;
    held = false;
    clearInterval(heartbeat);
    process.removeListener('exit', release);
    try {
      writeAtomically(directory, file, { ...me, released: true });
    } catch {
      // As above. A lock that can't be released is stale once this process ends.
    }
  };
  process.once('exit', release);
  return { release };
}

function claim(directory: string, number: number, me: Holder): boolean {
  const draft = draftOf(directory);
  writeFileSync(draft, JSON.stringify(me));
  try {
    linkSync(draft, fileOf(directory, number));
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  } finally {
    rmSync(draft, { force: true });
  }
}

function writeAtomically(directory: string, file: string, holder: Holder): void {
  const draft = draftOf(directory);
  writeFileSync(draft, JSON.stringify(holder));
  renameSync(draft, file);
}

const fileOf = (directory: string, number: number): string => path.join(directory, `${number}.json`);
const draftOf = (directory: string): string =>
  path.join(directory, `draft-${process.pid}-${Math.random().toString(36).slice(2)}`);

function numbers(directory: string): number[] {
  return readdirSync(directory)
    .map((name) => Number(/^(\d+)\.json$/.exec(name)?.[1] ?? Number.NaN))
    .filter((number) => Number.isSafeInteger(number))
    .sort((a, b) => a - b);
}

/** The holder, null for a file that isn't one of ours, undefined where the file is gone. */
function readHolder(directory: string, number: number): Holder | null | undefined {
  try {
    const value: unknown = JSON.parse(readFileSync(fileOf(directory, number), 'utf8'));
    return typeof value === 'object' && value !== null && 'pid' in value ? (value as Holder) : null;
  } catch (error) {
    // Files appear whole, so one that doesn't parse was cut by a full disk or a power failure: nobody holds it.
    return (error as NodeJS.ErrnoException).code === 'ENOENT' ? undefined : null;
  }
}

function isAlive(holder: Holder, directory: string, number: number): boolean {
  if (holder.released) return false;
  if (holder.host !== hostname()) {
    return Date.now() - statSync(fileOf(directory, number)).mtimeMs < FOREIGN_PATIENCE_MS;
  }
  try {
    process.kill(holder.pid, 0);
  } catch (error) {
    // EPERM: it lives and belongs to another user.
    if ((error as NodeJS.ErrnoException).code !== 'EPERM') return false;
  }
  const start = processStart(holder.pid);
  return start === null || holder.processStart === null
    ? !isZombie(holder.pid)
    : start === holder.processStart && !isZombie(holder.pid);
}

/** Fields of /proc/<pid>/stat from the third on (the second may hold spaces), or null where there is no /proc. */
function procStat(pid: number): string[] | null {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return text.slice(text.lastIndexOf(')') + 2).split(' ');
  } catch {
    return null;
  }
}

const processStart = (pid: number): string | null => procStat(pid)?.[19] ?? null;
/** A killed process whose parent hasn't looked yet still answers to signals. */
const isZombie = (pid: number): boolean => ['Z', 'X'].includes(procStat(pid)?.[0] ?? '');

function lockedError(holder: Holder, directory: string): HeirloomError {
  const context = { pid: holder.pid, host: holder.host, since: holder.since, directory };
  if (holder.host !== hostname()) {
    return new HeirloomError(
      'locked',
      `The database in ${path.dirname(directory)} is in use by process ${holder.pid} on "${holder.host}" since ${holder.since}. An embedded database belongs to one process: stop that one (if its machine is gone, try again in a minute), or set DATABASE_URL to a PostgreSQL server, which any number of processes can share.`,
      { context },
    );
  }
  const who = holder.pid === process.pid ? `this process (${holder.pid})` : `process ${holder.pid}`;
  const remedy = holder.pid === process.pid ? 'use the one that is open' : `stop that one (kill ${holder.pid})`;
  return new HeirloomError(
    'locked',
    `The database in ${path.dirname(directory)} is in use by ${who} since ${holder.since}. An embedded database belongs to one process: ${remedy}, or set DATABASE_URL to a PostgreSQL server, which any number of processes can share.`,
    { context },
  );
}
