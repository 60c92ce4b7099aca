import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/unit/**/*.test.ts'],
    pool: 'threads',
    // One module graph for all files of a worker: to load it anew for each is half of what most files take. What a file leaves changed, the next one meets.
    isolate: false,
    setupFiles: ['test/support/as-new-process.ts'],
    // By default one core stays free, which on two cores is half of them.
    maxWorkers: '100%',
    testTimeout: 240_000,
    hookTimeout: 240_000,
  },
});
