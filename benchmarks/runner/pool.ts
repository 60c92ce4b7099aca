/** Worker threads over seeds: one pool a command. */
import { fileURLToPath } from 'node:url';
import pLimit from 'p-limit';
import Piscina from 'piscina';
import type { BuildChoice } from '../numerics/engine/build-choice.ts';
import { type ErrorCode, type ErrorDetails, HeirloomError } from '../protocol/errors.ts';
import { coresGiven } from './cores.ts';
import { createProgress, type SharedProgress } from './live-progress.ts';
import type { PlannedSeed, PlannedStart, SeedReport } from './planned-seed.ts';
import type { SeedStart } from './seed-start.ts';

/**
 * Worker threads for so many seeds: the fewest that use all cores, also when the last seeds run. Five seeds on two cores
 * take three times a seed's time with two workers, and 2.5 times with three, among which the system shares the cores.
 */
export function workersFor(seeds: number, cores = coresGiven()): number {
  if (seeds <= cores) return Math.max(1, seeds);
  const inLastRound = (workers: number) => seeds % workers || workers;
  let workers = cores;
  while (inLastRound(workers) < cores) workers++;
  return workers;
}

export interface SeedPool {
  /** Runs a seed when it is its turn; `prepare` is called then, and gives its start. */
  run(task: PlannedSeed, prepare?: () => Promise<SeedStart | null>): Promise<SeedReport>;
  /** Makes the start of seeds; to be called from their `prepare`. */
  start(task: PlannedStart): Promise<SeedStart | null>;
  readonly progress: SharedProgress;
  /** Stops the workers; tasks that have not finished are rejected. */
  close(): Promise<void>;
}

/** What a worker answers. */
type Answer<Done> = Done | { readonly refusal: ErrorDetails & { readonly code: ErrorCode; readonly message: string } };
type Reported = { readonly report: SeedReport };
type Started = { readonly start: SeedStart | null };

/**
 * @param build of the kernels, for all workers; null lets each choose
 * @param sandbox the program of the sandbox, where a strategy is a module
 */
export function openSeedPool(
  workers: number,
  build: BuildChoice | null = null,
  sandbox: string | null = null,
): SeedPool {
  const progress = createProgress(workers);
  // Made for the first seed: a run that has nothing left to do would stop its workers while they start.
  let pool: Piscina | undefined;
  let isClosed = false;
  const openPool = () =>
    new Piscina({
      filename: fileURLToPath(new URL('./seed-worker.mjs', import.meta.url)),
      minThreads: workers,
      maxThreads: workers,
      workerData: { progress, build, sandbox },
      // Flags of the parent (a loader of its own) would be applied twice.
      execArgv: [],
      // Arrays of dead batches are freed when the space that their handles lie in is full. With V8's own 16 MB so many gather that a worker which waits
      // for a process now and then marks its whole heap each time; 4 MB are as fast where it never waits.
      resourceLimits: { maxYoungGenerationSizeMb: 12 },
    });
  // Piscina's own queue does not keep the order, and runs are to finish one after the other. One task more than there are
  // workers is under way, so that no worker waits for this thread.
  const inOrder = pLimit(workers + 1);
  const opened = () => {
    if (isClosed) throw new Error('The workers are stopped.');
    pool ??= openPool();
    return pool;
  };
  return {
    run: (task, prepare) =>
      inOrder(async () => {
        const start = (await prepare?.()) ?? null;
        const answer: Answer<Reported> = await opened().run({ ...task, start });
        return doneOf(answer).report;
      }),
    start: async (task) => {
      const answer: Answer<Started> = await opened().run(task, { name: 'start' });
      return doneOf(answer).start;
    },
    progress,
    close: async () => {
      isClosed = true;
      inOrder.clearQueue();
      // A worker that answers while it is being stopped is an error to Piscina, and nothing to us.
      pool?.on('error', () => {});
      await pool?.destroy();
    },
  };
}

function doneOf<Done extends object>(answer: Answer<Done>): Done {
  if (!('refusal' in answer)) return answer;
  const { code, message, ...details } = answer.refusal;
  throw new HeirloomError(code, message, details);
}
