/** Small run records for the scoring tests: real in shape, with trajectories given by the test. */
import type { LedgerEntry } from '#benchmarks/protocol/ledger.ts';
import type { RunRecord, SeedStatus } from '#benchmarks/protocol/record.ts';
import { REPLACE_REGIME } from '#benchmarks/protocol/regime.ts';

export const CARD = { id: 'toy', primary: 'error' } as const;

export function makeRecord(
  spec: string,
  trajectories: RunRecord['trajectories'],
  overrides: Partial<RunRecord> = {},
): RunRecord {
  const rows = trajectories.error ?? Object.values(trajectories)[0] ?? [];
  const seeds = rows.map((_, s) => s + 1);
  const generations = Math.max(...rows.map((row) => row.length)) - 1;
  const completed: SeedStatus = { state: 'completed' };
  return {
    format: 'heirloom.run/1',
    suite: '0.1',
    benchmark: { id: 'toy', version: 1, tier: 'quick', params: { sampleSize: 100 }, generations, size: 100 },
    official: true,
    strategy: { spec, parts: [{ id: 'toy', version: 1, passed: {}, resolved: {} }] },
    regime: REPLACE_REGIME,
    division: 'closed',
    seeds,
    statuses: seeds.map(() => completed),
    engine: { id: 'js', version: '1' },
    truth: {},
    trajectories,
    ledger: rows.map((row) => row.map((_, g) => makeLedgerEntry(g))),
    samples: [],
    environment: {
      node: 'v20',
      platform: 'linux',
      arch: 'x64',
      cpu: 'test',
      cores: 1,
      heirloom: '0.1.0',
      commit: null,
      dirty: null,
    },
    timings: { startedAt: '2026-01-01T00:00:00Z', durationMs: 1, seedDurationMs: seeds.map(() => 1) },
    resultDigest: '0'.repeat(64),
    ...overrides,
  };
}

export function makeLedgerEntry(generation: number, overrides: Partial<LedgerEntry> = {}): LedgerEntry {
  return {
    generation,
    realFresh: generation === 0 ? 100 : 0,
    realRetained: 0,
    synthetic: generation === 0 ? [] : [{ source: 'main', generation: generation - 1, count: 100 }],
    weightShare: generation === 0 ? 1 : 0,
    trainingSize: 100,
    poolSize: 0,
    sampled: generation === 0 ? 0 : 100,
    simulated: 0,
    verifierCalls: 0,
    teacherCalls: 0,
    epochs: 1,
    reads: [],
    ...overrides,
  };
}
