import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    name: 'http',
    include: ['test/http/**/*.test.ts'],
    globalSetup: ['test/support/migrated-template.ts'],
    pool: 'forks',
    // One module graph for all files of a worker: to load it anew for each is half of what most files take. What a file leaves changed, the next one meets.
    isolate: false,
    setupFiles: ['test/support/as-new-process.ts'],
    // Two cores: some files start sites of their own (of the build in HEIRLOOM_DIST, which npm test makes in .next-test).
    fileParallelism: false,
    testTimeout: 240_000,
    hookTimeout: 400_000,
  },
});
