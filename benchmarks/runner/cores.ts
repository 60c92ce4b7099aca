/** How many cores a job was given: the machine's are not all its own under Slurm, or in a container with a quota. */
import { existsSync, readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { posix } from 'node:path';

export interface CoreSources {
  readonly env: Readonly<Record<string, string | undefined>>;
  /** What the system says: cores that the process may be scheduled on. */
  readonly available: number;
  /** The text of a file; null where there is none. */
  read(path: string): string | null;
}

const SYSTEM: CoreSources = {
  env: process.env,
  available: availableParallelism(),
  read: (path) => {
    try {
      return existsSync(path) ? readFileSync(path, 'utf8') : null;
    } catch {
      // Not for us to read: then it bounds nothing that we know of.
      return null;
    }
  },
};

/**
 * The least of what the system, Slurm (`SLURM_CPUS_PER_TASK`) and the control groups' quotas allow, at least 1. A quota of one core
 * and a half counts as two, so that all of it is used.
 */
export function coresGiven(sources: CoreSources = SYSTEM): number {
  const task = Number(sources.env.SLURM_CPUS_PER_TASK);
  const bounds = [sources.available, Math.ceil(quotaOf(sources))];
  if (Number.isInteger(task) && task >= 1) bounds.push(task);
  return Math.max(1, Math.min(...bounds));
}

const ROOT = '/sys/fs/cgroup';

/** Cores that the control groups of the process allow; infinite where none has a quota. */
function quotaOf(sources: CoreSources): number {
  const groups = (sources.read('/proc/self/cgroup') ?? '').split('\n').flatMap((line) => {
    const [, controllers, path] = /^\d+:([^:]*):(.*)$/.exec(line) ?? [];
    return controllers === undefined || path === undefined ? [] : [{ controllers: controllers.split(','), path }];
  });
  const quotas = groups.flatMap(({ controllers, path }) => {
    if (controllers.includes('cpu')) {
      return ['cpu', 'cpu,cpuacct'].flatMap((mount) =>
        folders(path).map((folder) => quotaOfVersion1(sources, `${ROOT}/${mount}${folder}`)),
      );
    }
    return controllers[0] === '' ? folders(path).map((folder) => quotaOfVersion2(sources, `${ROOT}${folder}`)) : [];
  });
  return Math.min(Number.POSITIVE_INFINITY, ...quotas);
}

/** A group and all those around it, of which each may have a quota; inside a container the path may be the host's. */
function folders(path: string): string[] {
  const clean = posix.normalize(`/${path}`);
  return clean === '/' ? [''] : [clean, ...folders(posix.dirname(clean))];
}

/** `cpu.max`: `max 100000`, or microseconds of processor time and of the period. */
function quotaOfVersion2({ read }: CoreSources, folder: string): number {
  const [quota, period] = (read(`${folder}/cpu.max`) ?? '').trim().split(/\s+/).map(Number);
  return ratio(quota, period);
}

function quotaOfVersion1({ read }: CoreSources, folder: string): number {
  const [quota, period] = ['cpu.cfs_quota_us', 'cpu.cfs_period_us'].map((name) =>
    Number(read(`${folder}/${name}`) ?? ''),
  );
  return ratio(quota, period);
}

/** No bound where one is missing, no number (`max`), or -1 (none). */
function ratio(quota: number | undefined, period: number | undefined): number {
  return quota && period && quota > 0 && period > 0 ? quota / period : Number.POSITIVE_INFINITY;
}
