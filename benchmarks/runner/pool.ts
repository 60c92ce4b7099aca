/** Worker threads over seeds: one pool a command. */
import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import pLimit from 'p-limit';
import Piscina from 'piscina';
import { createProgress, type SharedProgress } from './live-progress.ts';
import type { PlannedSeed, SeedReport } from './planned-seed.ts';

export const DEFAULT_WORKERS = availableParallelism();

export interface SeedPool {
  run(task: PlannedSeed): Promise<SeedReport>;
  readonly progress: SharedProgress;
  /** Stops the workers; tasks that have not finished are rejected. */
  close(): Promise<void>;
}

export function openSeedPool(workers: number): SeedPool {
  const progress = createProgress(workers);
  const pool = new Piscina<PlannedSeed, SeedReport>({
    filename: fileURLToPath(new URL('./seed-worker.mjs', import.meta.url)),
    minThreads: workers,
    maxThreads: workers,
    workerData: { progress },
    // Flags of the parent (a loader of its own) would be applied twice.
    execArgv: [],
  });
  // Piscina's own queue does not keep the order, and runs are to finish one after the other. One task more than there are
  // workers is under way, so that no worker waits for this thread.
  const inOrder = pLimit(workers + 1);
  return {
    run: (task) => inOrder(() => pool.run(task)),
    progress,
    close: () => {
      inOrder.clearQueue();
      return pool.destroy();
    },
  };
}
