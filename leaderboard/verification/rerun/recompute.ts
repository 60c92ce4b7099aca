/** Computes the metrics of a seed from its evidence, with the code that measures every run. */
import { readFileSync } from 'node:fs';
import { evidencePath } from '#benchmarks/bundle/layout.ts';
import { sameJson } from '#benchmarks/protocol/digest.ts';
import type { EngineId } from '#benchmarks/protocol/engine.ts';
import { HeirloomError } from '#benchmarks/protocol/errors.ts';
import { loadBenchmark, truthOf } from '#benchmarks/runner/planned-seed.ts';
import { recomputeSeed } from '#benchmarks/runner/recompute.ts';
import { EvidenceDiffers } from '../evidence-differs.ts';
import type { RerunSeed, SeedEvidence, SeedRequest } from './messages.ts';

/** Status, ledger and average are the claim's own: no model was run. @throws EvidenceDiffers; HeirloomError */
export async function recompute(
  { benchmark: planned, engine, seed }: SeedRequest,
  { files, generations, inputs }: SeedEvidence,
): Promise<RerunSeed> {
  const startedAt = performance.now();
  const plan = { benchmark: planned, engine: engine as EngineId };
  const benchmark = await loadBenchmark(plan);
  // First: what is read otherwise here makes evidence look wrong that is right.
  if (!sameJson(benchmark.inputs ?? {}, inputs))
    throw new HeirloomError(
      'bad-parameter',
      `What ${planned.id} reads on this machine is not what the entry’s trainer read, so its metrics can’t be computed here.`,
    );
  const metrics = await recomputeSeed(plan, seed, generations, (generation, part) => {
    const file = files[evidencePath(planned.id, seed, generation, part)];
    return file === undefined ? null : readFileSync(file);
  }).catch((error: unknown) => {
    if (!(error instanceof HeirloomError && error.code === 'check-failed')) throw error;
    const { generation } = error.context as { generation?: number };
    throw new EvidenceDiffers({ generation: generation ?? 0, message: error.message });
  });
  return {
    status: { state: 'completed' },
    average: null,
    truth: truthOf(benchmark, planned.generations),
    metrics,
    ledger: [],
    samples: [],
    durationMs: performance.now() - startedAt,
  };
}
