/**
 * Who holds a directory, and whether that process still lives. A process id means one process only within a PID namespace
 * (a container has its own) of one running kernel: elsewhere nobody can look it up, whatever the machines are called.
 */
import { readFileSync, readlinkSync } from 'node:fs';
import { hostname } from 'node:os';
import path from 'node:path';
import { HeirloomError } from '#benchmarks/protocol/errors.ts';

export interface Holder {
  readonly pid: number;
  /** The kernel's boot and the PID namespace that `pid` belongs to; null where they can't be told (no /proc). */
  readonly place: string | null;
  /** Clock ticks from boot to the process's start where /proc tells: a pid that was used again isn't the holder. */
  readonly processStart: string | null;
  /** For people: two machines, and two containers, may have one name. */
  readonly host: string;
  /** ISO 8601. */
  readonly since: string;
  readonly released: boolean;
}

/** This process as a holder from now on. */
export function describeSelf(): Holder {
  return {
    pid: process.pid,
    place: ownPlace(),
    processStart: processStart(process.pid),
    host: hostname(),
    since: new Date().toISOString(),
    released: false,
  };
}

function ownPlace(): string | null {
  try {
    // A /proc of another namespace, as unshare leaves it without --mount-proc, tells of other processes.
    if (readlinkSync('/proc/self') !== String(process.pid)) return null;
    const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
    return `${boot} ${readlinkSync('/proc/self/ns/pid')}`;
  } catch {
    return null;
  }
}

/** Whether a holder lives; `untold` where it is (or may be) in another place than this process. */
export function livenessOf(holder: Holder): 'alive' | 'gone' | 'untold' {
  if (holder.released) return 'gone';
  if (!isHere(holder)) return 'untold';
  try {
    process.kill(holder.pid, 0);
  } catch (error) {
    // EPERM: it lives and belongs to another user.
    if ((error as NodeJS.ErrnoException).code !== 'EPERM') return 'gone';
  }
  const start = processStart(holder.pid);
  const isReused = start !== null && holder.processStart !== null && start !== holder.processStart;
  return isReused || hasEnded(procStat(holder.pid) ?? []) ? 'gone' : 'alive';
}

/** Files of earlier versions, and of systems without /proc, have no place. */
function isHere(holder: Holder): boolean {
  return typeof holder.place === 'string' && holder.place === ownPlace();
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
/**
 * A killed process whose parent hasn't looked yet still answers to signals. Its first thread may be gone while another is still
 * within a write: the process has ended when it is the last. `fields`: as procStat gives them.
 */
export const hasEnded = (fields: readonly string[]): boolean =>
  ['Z', 'X'].includes(fields[0] ?? '') && Number(fields[17]) <= 1;

const SERVER =
  'set DATABASE_URL to a PostgreSQL server, which any number of processes can share (an embedded database belongs to one)';

/** What whoever comes second is told. `directory`: that of the lock. */
export function lockedError(holder: Holder, directory: string): HeirloomError {
  const { pid, host, since } = holder;
  const details = { context: { pid, host, since, directory } };
  const inUse = `The database in ${path.dirname(directory)} is in use by`;
  if (!isHere(holder)) {
    return new HeirloomError(
      'locked',
      `${inUse} process ${pid} on "${host}" (another container or machine, or this one before it was restarted) since ${since}. Stop that process, or ${SERVER}. If it has ended already, try again in a minute.`,
      details,
    );
  }
  const isOwn = pid === process.pid;
  return new HeirloomError(
    'locked',
    `${inUse} ${isOwn ? `this process (${pid})` : `process ${pid}`} since ${since}. ${isOwn ? 'Use the one that is open' : `Stop that process (kill ${pid})`}, or ${SERVER}.`,
    details,
  );
}

/** What is said where another process has taken the directory while this one stood still; null: it isn't known which. */
export function lostError(by: Holder | null, directory: string): HeirloomError {
  const who = by === null ? 'another process' : `process ${by.pid} on "${by.host}"`;
  return new HeirloomError(
    'locked',
    `The database in ${path.dirname(directory)} was taken over by ${who}, because this process gave no sign of life for a minute (it was stopped, or its machine slept). It ends here, so that the two don't write the same files. To share the data, ${SERVER}.`,
    { context: { directory } },
  );
}
