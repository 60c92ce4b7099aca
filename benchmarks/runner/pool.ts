/** Worker threads over seeds: one pool a command. */
import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import Piscina from 'piscina';
import type { PlannedSeed, SeedReport } from './planned-seed.ts';

export const DEFAULT_WORKERS = availableParallelism();

export interface SeedPool {
  run(task: PlannedSeed): Promise<SeedReport>;
  /** Generations finished so far by all workers. */
  finishedGenerations(): number;
  /** Stops the workers; tasks that have not finished are rejected. */
  close(): Promise<void>;
}

export function openSeedPool(workers: number): SeedPool {
  const progress = new Int32Array(new SharedArrayBuffer(4));
  const pool = new Piscina<PlannedSeed, SeedReport>({
    filename: fileURLToPath(new URL('./seed-worker.mjs', import.meta.url)),
    minThreads: workers,
    maxThreads: workers,
    workerData: { progress },
    // Flags of the parent (a loader of its own) would be applied twice.
    execArgv: [],
  });
  return {
    run: (task) => pool.run(task),
    finishedGenerations: () => Atomics.load(progress, 0),
    close: () => pool.destroy(),
  };
}
