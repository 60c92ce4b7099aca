/** Judges mutants in as many processes as there are cores, and ends one that a mutant keeps for ever. */
import { readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { createInterface } from 'node:readline';
import { ended, startNode } from '../../scripts/support/children.mjs';
import { inRoot } from '../../scripts/support/root.mjs';
import type { Mutants } from './options.ts';
import type { Tally, Told } from './tally.ts';

/** Of work, where the system counts it: a busy machine makes no mutant hang. The dearest mutants take a second. */
const MAX_SECONDS = 60;
const LOOK_EVERY_MS = 1_000;
/** Ticks a second of /proc, on every Linux that Node runs on. */
const TICKS = 100;

/** @param progress called after each mutant */
export async function judgeAll({ seed, count }: Mutants, tally: Tally, progress: () => void): Promise<void> {
  const lanes = Math.min(count, availableParallelism());
  const lane = async (index: number): Promise<void> => {
    let next = seed + index;
    // A lane whose process ended goes on behind the mutant that ended it.
    while (next < seed + count)
      next = (await runLane(next, Math.ceil((seed + count - next) / lanes), lanes, tally, progress)) + lanes;
  };
  await Promise.all(Array.from({ length: lanes }, (_, index) => lane(index)));
}

/** Judges `count` mutants from `first`, every `step`th; returns the last that it came to. */
async function runLane(
  first: number,
  count: number,
  step: number,
  tally: Tally,
  progress: () => void,
): Promise<number> {
  const lane = inRoot('tools', 'nightly', 'lane.ts');
  const child = startNode(['--import', 'tsx', lane, String(first), String(count), String(step)], { stdout: 'pipe' });
  let current: number | null = null;
  let hung = false;
  let since = 0;
  const timer = setInterval(() => {
    if (current === null || secondsOf(child.pid) - since < MAX_SECONDS) return;
    hung = true;
    child.kill('SIGKILL');
  }, LOOK_EVERY_MS);
  if (child.stdout === null) throw new Error('a lane has no output');
  createInterface({ input: child.stdout }).on('line', (line) => {
    const told: { readonly seed: number } | Told = JSON.parse(line);
    current = told.seed;
    since = secondsOf(child.pid);
    if (!('outcome' in told)) return;
    tally.add(told);
    current = null;
    progress();
  });
  const { code } = await ended(child);
  clearInterval(timer);
  if (current !== null) {
    tally.addLost(current, hung ? `it took more than ${MAX_SECONDS} s` : `its process ended with exit code ${code}`);
    return current;
  }
  if (code !== 0) throw new Error(`A lane ended with exit code ${code} before its first mutant; see above.`);
  return first + (count - 1) * step;
}

/** Processor time of a process so far; the wall's where the system does not say. */
function secondsOf(pid: number | undefined): number {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
      .replace(/^.*\) /, '')
      .split(' ');
    return (Number(fields[11]) + Number(fields[12])) / TICKS;
  } catch {
    return performance.now() / 1000;
  }
}
