import diagnostics from 'node:diagnostics_channel';
import { describe, expect, it } from 'vitest';
import type { PlannedSeed } from '#benchmarks/runner/planned-seed.ts';
import { openSeedPool, workersFor } from '#benchmarks/runner/pool.ts';

describe('workers for a number of seeds', () => {
  it.each([
    { seeds: 5, cores: 2, workers: 3 },
    { seeds: 7, cores: 2, workers: 4 },
    { seeds: 4, cores: 2, workers: 2 },
    { seeds: 90, cores: 2, workers: 2 },
    { seeds: 1, cores: 8, workers: 1 },
    { seeds: 9, cores: 8, workers: 9 },
    { seeds: 0, cores: 2, workers: 1 },
  ])('$workers for $seeds seeds on $cores cores', ({ seeds, cores, workers }) => {
    expect(workersFor(seeds, cores)).toBe(workers);
  });

  it('leave no core idle in the last round, and no worker without a seed', () => {
    for (let cores = 1; cores <= 16; cores++) {
      for (let seeds = cores; seeds <= 100; seeds++) {
        const workers = workersFor(seeds, cores);
        expect(workers).toBeLessThanOrEqual(seeds);
        const ran = Math.floor((seeds - 1) / workers) * workers;
        expect(seeds - ran, `the last round of ${seeds} seeds on ${cores} cores`).toBeGreaterThanOrEqual(cores);
      }
    }
  });
});

describe('a pool', () => {
  /** Counts the threads that are started meanwhile. */
  async function startedIn(work: () => Promise<void>): Promise<number> {
    let started = 0;
    const count = () => (started += 1);
    diagnostics.subscribe('worker_threads', count);
    try {
      await work();
    } finally {
      diagnostics.unsubscribe('worker_threads', count);
    }
    return started;
  }

  it('starts its workers for the first seed: where every seed was finished before, none is stopped while it starts', async () => {
    expect(await startedIn(() => openSeedPool(2).close())).toBe(0);
  });

  it('takes no seed once it is closed', async () => {
    const started = await startedIn(async () => {
      const pool = openSeedPool(2);
      await pool.close();
      await expect(pool.run({} as PlannedSeed)).rejects.toThrow('The workers are stopped.');
    });
    expect(started).toBe(0);
  });

  it('starts as many workers as were asked for', async () => {
    const started = await startedIn(async () => {
      const pool = openSeedPool(2);
      await expect(pool.run({} as PlannedSeed)).rejects.toThrow();
      await pool.close();
    });
    expect(started).toBe(2);
  });
});
