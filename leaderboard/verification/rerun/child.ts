/** Runs the seeds that its parent asks for, one after the other, by the runner that everybody's runs go through. */
import type { EngineId } from '#benchmarks/protocol/engine.ts';
import type { RunPlan } from '#benchmarks/runner/plan.ts';
import runPlannedSeed from '#benchmarks/runner/planned-seed.ts';
import { requireBenchmark } from '#benchmarks/suite/catalog.ts';
import { suiteOf } from '#benchmarks/suite/manifests.ts';
import { averageOf } from '../average.ts';
import { EvidenceDiffers } from '../evidence-differs.ts';
import { ModuleDiffers } from '../module-differs.ts';
import type { RerunSeed, SeedAnswer, SeedRequest } from './messages.ts';
import { recompute } from './recompute.ts';
import { strategyToRun } from './strategy.ts';

async function rerun(request: SeedRequest): Promise<RerunSeed> {
  if (request.evidence) return recompute(request, request.evidence);
  const { benchmark, engine, strategy: asked, seed, keepSamples } = request;
  const { regime, ...strategy } = await strategyToRun(asked);
  const { card } = requireBenchmark(benchmark);
  const plan: RunPlan = {
    suite: suiteOf(card),
    benchmark,
    official: true,
    engine: engine as EngineId,
    strategy,
    regime,
    seeds: [seed],
  };
  const { outcome } = await runPlannedSeed({ plan, seed, keepSamples, checkpoint: null });
  const { status, metrics, ledger, samples, durationMs } = outcome;
  const { truth, size } = outcome.benchmark;
  const measured = { benchmark: { ...benchmark, size }, strategy: strategy.spec, seed, status, metrics, ledger, truth };
  const average = averageOf(measured, card.primary);
  return { status, average, truth, metrics, ledger, samples: samples.map(({ sha256 }) => sha256), durationMs };
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
const answer = (message: SeedAnswer): void => void process.send?.(message);

process.on('message', (request: SeedRequest) => {
  rerun(request).then(
    (seed) => answer({ seed }),
    (error: unknown) =>
      answer(
        error instanceof ModuleDiffers
          ? { module: error.difference }
          : error instanceof EvidenceDiffers
            ? { evidence: error.fault }
            : { error: messageOf(error) },
      ),
  );
});
// Nobody waits for its answers any more.
process.on('disconnect', () => process.exit(0));
