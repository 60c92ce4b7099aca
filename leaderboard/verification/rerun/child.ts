/** Runs the seeds that its parent asks for, one after the other, by the runner that everybody's runs go through. */
import type { EngineId } from '#benchmarks/protocol/engine.ts';
import { type RunPlan, resolveStrategy } from '#benchmarks/runner/plan.ts';
import runPlannedSeed from '#benchmarks/runner/planned-seed.ts';
import { runOutcome } from '#benchmarks/scoring/index.ts';
import { requireBenchmark } from '#benchmarks/suite/catalog.ts';
import { suiteOf } from '#benchmarks/suite/manifests.ts';
import type { RerunSeed, SeedAnswer, SeedRequest } from './messages.ts';

async function rerun({ benchmark, engine, spec, seed, keepSamples }: SeedRequest): Promise<RerunSeed> {
  const { parts, regime } = resolveStrategy(spec);
  const { card } = requireBenchmark(benchmark);
  const plan: RunPlan = {
    suite: suiteOf(card),
    benchmark,
    official: true,
    engine: engine as EngineId,
    strategy: { spec, parts },
    regime,
    seeds: [seed],
  };
  const { outcome } = await runPlannedSeed({ plan, seed, keepSamples, checkpoint: null });
  const { status, metrics, ledger, samples, durationMs } = outcome;
  const { truth, size } = outcome.benchmark;
  const measured = {
    benchmark: { ...benchmark, size },
    strategy: { spec },
    seeds: [seed],
    statuses: [status],
    trajectories: Object.fromEntries(Object.entries(metrics).map(([id, values]) => [id, [[...values]]])),
    ledger: [[...ledger]],
    truth,
  };
  const reached = runOutcome(measured as unknown as Parameters<typeof runOutcome>[0], card.primary);
  const average = reached.state === 'completed' ? (reached.averages.full[0] as number) : null;
  return { status, average, truth, metrics, ledger, samples: samples.map(({ sha256 }) => sha256), durationMs };
}

const answer = (message: SeedAnswer): void => void process.send?.(message);

process.on('message', (request: SeedRequest) => {
  rerun(request).then(
    (seed) => answer({ seed }),
    (error: unknown) => answer({ error: error instanceof Error ? error.message : String(error) }),
  );
});
// Nobody waits for its answers any more.
process.on('disconnect', () => process.exit(0));
