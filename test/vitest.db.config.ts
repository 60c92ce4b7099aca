import { defineConfig } from 'vitest/config';

/** They put another module in a module's place, or load all anew, which no other file is to meet. */
const ALONE = ['test/db/later-metric.test.ts', 'test/db/open.test.ts'];

const COMMON = {
  // A process each: PGlite is a large WebAssembly instance, and the lock tests are about processes.
  pool: 'forks',
  // Tests start processes and databases: on a busy machine each takes many times what it takes alone.
  testTimeout: 240_000,
  hookTimeout: 240_000,
} as const;

export default defineConfig({
  test: {
    // Once for both.
    globalSetup: ['test/db/global-setup.ts'],
    maxWorkers: 2,
    projects: [
      {
        test: {
          ...COMMON,
          name: 'db',
          include: ['test/db/**/*.test.ts'],
          exclude: ALONE,
          // One module graph for all files of a worker: to load it anew for each is half of what most files take. What a file leaves changed, the next one meets.
          isolate: false,
          setupFiles: ['test/support/as-new-process.ts'],
        },
      },
      { test: { ...COMMON, name: 'db, alone', include: ALONE } },
    ],
  },
});
