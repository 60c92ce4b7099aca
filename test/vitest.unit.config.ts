import { defineConfig } from 'vitest/config';

/**
 * What a module graph of its own is for: engines' tests switch backends and kernels of tfjs, of which a thread has one, a later
 * metric puts another module in a module's place, and error copies load all anew.
 */
const ALONE = [
  'test/unit/numerics/engine/**/*.test.ts',
  'test/unit/suite/later-metric.test.ts',
  'test/unit/app/error-copies.test.ts',
];

const COMMON = {
  pool: 'threads' as const,
  setupFiles: ['test/support/as-new-process.ts'],
  testTimeout: 240_000,
  hookTimeout: 240_000,
};

export default defineConfig({
  test: {
    // By default one core stays free, which on two cores is half of them.
    maxWorkers: '100%',
    projects: [
      {
        test: {
          ...COMMON,
          name: 'unit',
          include: ['test/unit/**/*.test.ts'],
          exclude: ALONE,
          // One module graph for all files of a worker: to load it anew for each is half of what most files take. What a file leaves changed, the next one meets.
          isolate: false,
        },
      },
      { test: { ...COMMON, name: 'unit, alone', include: ALONE } },
    ],
  },
});
