import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    name: 'reference',
    include: ['test/reference/**/*.test.ts'],
    pool: 'forks',
    // One module graph for all files of a worker: to load it anew for each is half of what most files take. What a file leaves changed, the next one meets.
    isolate: false,
    setupFiles: ['test/support/as-new-process.ts'],
    // Runs use all cores themselves.
    fileParallelism: false,
    testTimeout: 600_000,
  },
});
