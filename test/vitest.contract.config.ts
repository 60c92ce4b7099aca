import { defineConfig } from 'vitest/config';
import type { EngineId } from '#benchmarks/protocol/engine.ts';
import { BENCHMARKS, benchmarkName } from '#benchmarks/suite/catalog.ts';

declare module 'vitest' {
  interface ProvidedContext {
    benchmark: string;
    /** Null for a benchmark that uses none. */
    engine: EngineId | null;
  }
}

const COMMON = {
  pool: 'threads' as const,
  isolate: false,
  setupFiles: ['test/support/as-new-process.ts'],
  testTimeout: 120_000,
};
/** A run of a network by the native engine is left out, with the reason, where that does not load. */
const ENGINES: readonly EngineId[] = ['wasm', 'tfjs-node'];

/** One that has no learner of its own is held by the tests of its trainer. */
const pairs = BENCHMARKS.filter(({ card }) => card.engine !== 'outside').flatMap(({ card }) =>
  (card.engine === 'tensors' ? ENGINES : [null]).map((engine) => ({ benchmark: benchmarkName(card), engine })),
);

export default defineConfig({
  test: {
    // By default one core stays free, which on two cores is half of them.
    maxWorkers: '100%',
    projects: [
      { test: { ...COMMON, name: 'catalog', include: ['test/contract/catalog.test.ts'] } },
      ...pairs.map(({ benchmark, engine }) => ({
        test: {
          ...COMMON,
          name: engine === null ? benchmark : `${benchmark}, ${engine}`,
          // A tier's size is chosen for the default engine.
          include: [
            'test/contract/strategies.test.ts',
            ...(engine === 'tfjs-node' ? [] : ['test/contract/quick-tier.test.ts']),
          ],
          provide: { benchmark, engine },
        },
      })),
    ],
  },
});
