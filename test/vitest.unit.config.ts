import { defineConfig } from 'vitest/config';

/** They put another module in a module's place, which no other file is to meet. */
const ALONE = ['test/unit/suite/later-metric.test.ts'];

const COMMON = { pool: 'threads', testTimeout: 240_000, hookTimeout: 240_000 } as const;

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
          setupFiles: ['test/support/as-new-process.ts'],
        },
      },
      { test: { ...COMMON, name: 'unit, alone', include: ALONE } },
    ],
  },
});
