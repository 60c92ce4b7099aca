import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    name: 'http',
    include: ['test/http/**/*.test.ts'],
    globalSetup: ['test/support/migrated-template.ts'],
    pool: 'forks',
    // Two cores: some files start sites of their own (of the build in HEIRLOOM_DIST, which npm test makes in .next-test).
    fileParallelism: false,
    testTimeout: 240_000,
    hookTimeout: 400_000,
  },
});
