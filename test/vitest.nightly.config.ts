import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    name: 'nightly',
    // Beside its own tests what is killed fifty times, the laws and the mutants that never change, with all their seeds, and the reference results with all doses.
    include: [
      'test/nightly/**/*.test.ts',
      'test/http/kills.test.ts',
      'test/reference/{derived,results}.test.ts',
      'test/unit/bundle/mutants.test.ts',
      'test/unit/laws/**/*.test.ts',
      'test/unit/strategies/mix-sources-law.test.ts',
    ],
    env: { HEIRLOOM_NIGHTLY: '1' },
    pool: 'forks',
    setupFiles: ['test/support/as-new-process.ts'],
    maxWorkers: '100%',
    testTimeout: 1_800_000,
    hookTimeout: 600_000,
  },
});
