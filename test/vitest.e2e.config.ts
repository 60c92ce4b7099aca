import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    name: 'e2e',
    include: ['test/e2e/**/*.test.ts'],
    globalSetup: ['test/support/migrated-template.ts', 'test/support/served-site.ts'],
    pool: 'forks',
    // One module graph for all files of a worker: to load it anew for each is half of what most files take. What a file leaves changed, the next one meets.
    isolate: false,
    setupFiles: ['test/support/as-new-process.ts'],
    // One file at a time, because each has a browser; and of its pages two, because pages wait for their network to be idle.
    fileParallelism: false,
    maxConcurrency: 2,
    testTimeout: 180_000,
    hookTimeout: 400_000,
  },
});
