/** Draws what a benchmark's page shows of its real data: the original data of seed 1 at the standard tier. */

import { seedRoot } from '../numerics/seed-streams.ts';
import { Stream } from '../numerics/stream.ts';
import { DEFAULT_ENGINE, PURE_ENGINE } from '../protocol/engine.ts';
import type { Tier } from '../protocol/ids.ts';
import { REAL_SAMPLE_FORMAT, type RealSample, realSampleSchema } from '../protocol/real-sample.ts';
import { benchmarkNamed, folderOf } from '../suite/catalog.ts';
import { resolveBenchmarkParams } from './plan.ts';
import { loadBenchmark } from './planned-seed.ts';
import { drawOriginal } from './seed-state.ts';

const TIER: Tier = 'standard';
const SEED = 1;

/** @throws HeirloomError unknown-id; run-failed where the data set can't be loaded */
export async function drawRealSample(name: string): Promise<RealSample> {
  const { card } = benchmarkNamed(name);
  const { id, version } = card;
  const params = resolveBenchmarkParams(card, TIER, {});
  const benchmark = await loadBenchmark({
    benchmark: { id, version, tier: TIER, params, generations: card.tiers[TIER].generations },
    engine: card.engine === 'tensors' ? DEFAULT_ENGINE : PURE_ENGINE.id,
  });
  const rng = new Stream(seedRoot(`${id}@${version}`, SEED));
  const { world, original, stream } = await drawOriginal(benchmark, rng, SEED);
  return realSampleSchema.parse({
    format: REAL_SAMPLE_FORMAT,
    command: `npx heirloom show ${name} --real-sample > benchmarks/suite/${folderOf(card)}/real-sample.json`,
    benchmark: { id, version, tier: TIER, params },
    seed: SEED,
    stream,
    units: original.units,
    data: benchmark.showReal(world.shown?.(original) ?? original),
  });
}

/** The sample as its file has it. */
export function formatRealSample(sample: RealSample): string {
  return `${JSON.stringify(sample)}\n`;
}
