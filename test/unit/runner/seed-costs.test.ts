/** Work left by what was measured, in closed form. */
import { describe, expect, it } from 'vitest';
import { isOneBenchmark, seedMs, type TimedRun, workLeftMs } from '#benchmarks/runner/seed-costs.ts';

const run = (benchmark: string, seedsLeft: number, durationsMs: number[] = []): TimedRun => ({
  benchmark,
  seedsLeft,
  durationsMs,
});

describe('work left', () => {
  it('is the seeds left by the run’s own seeds, else by those of the benchmark', () => {
    const runs = [
      run('gaussian', 0, [10, 20]),
      run('vae', 1, [7_000, 9_000]),
      run('gaussian', 100),
      run('vae', 3),
      run('vae', 2, [100_000]),
    ];
    // Of the benchmark: 15 ms; the mean of 8 s and 100 s.
    expect(seedMs(runs[2] as TimedRun, runs)).toBe(15);
    expect(seedMs(runs[3] as TimedRun, runs)).toBe(54_000);
    expect(workLeftMs(runs)).toBe(8_000 + 100 * 15 + 3 * 54_000 + 2 * 100_000);
  });

  it('is unknown while one of the benchmarks left has never been measured, however many seeds are', () => {
    expect(workLeftMs([run('gaussian', 1, Array(999).fill(1)), run('vae', 1)])).toBeNull();
    expect(workLeftMs([run('gaussian', 1, [1]), run('vae', 0)])).toBe(1);
  });

  it('is nothing where nothing is left', () => {
    expect(workLeftMs([run('gaussian', 0, [5])])).toBe(0);
  });
});

it('tells whether what is left is of one benchmark', () => {
  expect(isOneBenchmark([run('gaussian', 0, [1]), run('vae', 2), run('vae', 1)])).toBe(true);
  expect(isOneBenchmark([run('gaussian', 1), run('vae', 2)])).toBe(false);
  expect(isOneBenchmark([])).toBe(true);
});
