import { defineConfig } from 'vitest/config';

const COMMON = {
  pool: 'threads' as const,
  // One module graph for all files of a worker, and for all benchmarks: one for each pair of benchmark and engine was a third of what the pairs took.
  isolate: false,
  setupFiles: ['test/support/as-new-process.ts'],
  testTimeout: 120_000,
};
/** A thread of its own: tfjs has one backend in each. */
const TFJS_NODE = 'test/contract/tfjs-node.test.ts';

export default defineConfig({
  test: {
    // By default one core stays free, which on two cores is half of them.
    maxWorkers: '100%',
    projects: [
      { test: { ...COMMON, name: 'contract', include: ['test/contract/**/*.test.ts'], exclude: [TFJS_NODE] } },
      { test: { ...COMMON, name: 'tfjs-node', include: [TFJS_NODE] } },
    ],
  },
});
