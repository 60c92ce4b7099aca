/** Resident memory of a process and everything below it. */
import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';

const EVERY_MS = 250;
const MEGABYTE = 1e6;

/** Looks at a tree of processes until it is stopped. Pages that two of them share count twice. @param root its process id */
export function watchMemory(root: number) {
  let peak = { megabytes: 0, during: '' };
  let during = '';
  const look = (): void => {
    const megabytes = treeBytes(root) / MEGABYTE;
    if (megabytes > peak.megabytes) peak = { megabytes, during };
  };
  const timer = setInterval(look, EVERY_MS);
  return {
    /** What goes on from now on. */
    during(name: string): void {
      look();
      during = name;
    },
    /** The most that was seen, in MB, and what went on then. */
    stop(): { megabytes: number; during: string } {
      clearInterval(timer);
      look();
      return peak;
    },
  };
}

interface Process {
  readonly pid: number;
  readonly parent: number;
  /** Of resident memory. */
  readonly bytes: number;
}

function treeBytes(root: number): number {
  const processes = process.platform === 'linux' ? fromProc() : fromPs();
  const inside = new Set([root]);
  // A child may stand before its parent.
  for (let size = 0; size < inside.size; ) {
    size = inside.size;
    for (const { pid, parent } of processes) if (inside.has(parent)) inside.add(pid);
  }
  return processes.reduce((sum, { pid, bytes }) => sum + (inside.has(pid) ? bytes : 0), 0);
}

function fromProc(): Process[] {
  return readdirSync('/proc').flatMap((name) => {
    if (!/^\d+$/.test(name)) return [];
    try {
      const status = readFileSync(`/proc/${name}/status`, 'utf8');
      const field = (title: string): number => Number(new RegExp(`^${title}:\\s*(\\d+)`, 'm').exec(status)?.[1] ?? 0);
      return [{ pid: Number(name), parent: field('PPid'), bytes: 1024 * field('VmRSS') }];
    } catch {
      // It has ended since.
      return [];
    }
  });
}

function fromPs(): Process[] {
  const lines = execFileSync('ps', ['-A', '-o', 'pid=,ppid=,rss='], { encoding: 'utf8' }).trim().split('\n');
  return lines.map((line) => {
    const [pid = 0, parent = 0, kilobytes = 0] = line.trim().split(/\s+/).map(Number);
    return { pid, parent, bytes: 1024 * kilobytes };
  });
}
