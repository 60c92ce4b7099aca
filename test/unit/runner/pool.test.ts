import { describe, expect, it } from 'vitest';
import { workersFor } from '../../../benchmarks/runner/pool.ts';

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
