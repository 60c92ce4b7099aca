import { defineConfig } from 'vitest/config';

const COMMON = {
  pool: 'threads' as const,
  setupFiles: ['test/support/as-new-process.ts'],
  testTimeout: 240_000,
  hookTimeout: 240_000,
};
/** They switch backends and kernels of tfjs, of which a thread has one. */
const OF_ENGINES = 'test/unit/numerics/engine/**/*.test.ts';

export default defineConfig({
  test: {
    // By default one core stays free, which on two cores is half of them.
    maxWorkers: '100%',
    projects: [
      {
        test: {
          ...COMMON,
          name: 'unit',
          include: ['test/unit/**/*.test.ts'],
          exclude: [OF_ENGINES],
          // One module graph for all files of a worker: to load it anew for each is half of what most files take. What a file leaves changed, the next one meets.
          isolate: false,
        },
      },
      { test: { ...COMMON, name: 'engines', include: [OF_ENGINES] } },
    ],
  },
});
