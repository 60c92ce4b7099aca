import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    name: 'db',
    include: ['test/db/**/*.test.ts'],
    globalSetup: ['test/db/global-setup.ts'],
    // A process each: PGlite is a large WebAssembly instance, and the lock tests are about processes.
    pool: 'forks',
    // One module graph for all files of a worker: to load it anew for each is half of what most files take. What a file leaves changed, the next one meets.
    isolate: false,
    setupFiles: ['test/support/as-new-process.ts'],
    maxWorkers: 2,
    // Tests start processes and databases: on a busy machine each takes many times what it takes alone.
    testTimeout: 240_000,
    hookTimeout: 240_000,
  },
});
