import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    name: 'reference',
    include: ['test/reference/**/*.test.ts'],
    pool: 'forks',
    // Runs use all cores themselves.
    fileParallelism: false,
    testTimeout: 600_000,
  },
});
