import type { RunRecord } from '#benchmarks/protocol/record.ts';

/** What is compared of each record that `run --json` printed. */
export function rowsOf(stdout: string) {
  const { runs } = JSON.parse(stdout) as { runs: RunRecord[] };
  return runs.map(({ benchmark, strategy, engine, learner, trajectories, ledger, division, statuses }) => ({
    benchmark: benchmark.id,
    spec: strategy.spec,
    outside: strategy.outside,
    engine,
    learner,
    trajectories,
    ledger,
    division,
    statuses,
  }));
}
