import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    name: 'http',
    include: ['test/http/**/*.test.ts'],
    // Some tests start a site of their own: the build in HEIRLOOM_DIST (npm test makes it in .next-test) is shared.
    globalSetup: ['test/support/served-site.ts'],
    pool: 'forks',
    // One site, one database: a file at a time, so that a test can count what is stored.
    fileParallelism: false,
    testTimeout: 60_000,
    hookTimeout: 120_000,
  },
});
