import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    name: 'e2e',
    include: ['test/e2e/**/*.test.ts'],
    globalSetup: ['test/support/migrated-template.ts', 'test/support/served-site.ts'],
    pool: 'forks',
    // One browser and one site at a time: two cores.
    fileParallelism: false,
    testTimeout: 180_000,
    hookTimeout: 400_000,
  },
});
