/** Samples of a run, generation by generation, made to be looked at: read from the bundle store. */
import { samplesCommand } from '#benchmarks/bundle/light/format.ts';
import { HeirloomError } from '#benchmarks/protocol/errors.ts';
import type { Params } from '#benchmarks/protocol/ids.ts';
import { findMotion, sampleFormOf } from '#benchmarks/suite/catalog.ts';
import { metricView } from '../catalog/cards.ts';
import { findCard, type StoredCard } from '../catalog/suite-benchmarks.ts';
import type { Database } from '../db/database.ts';
import { unpackTrajectory } from '../db/pack-trajectory.ts';
import { framesInWorker } from '../host/worker-pool.ts';
import { bundleStore } from '../intake/bundle-store.ts';
import type { FrameMetric, FramesView, SampleFrame } from '../views/index.ts';

/**
 * Null where there is no such run, or its bundle came without samples of it.
 * @throws HeirloomError not-found where a stored file isn't what the benchmark's samples are; input-output where it is lost
 */
export async function getFrames(database: Database, id: string, benchmark: string): Promise<FramesView | null> {
  const run = await database.prisma.run.findUnique({
    where: { submissionId_benchmarkId: { submissionId: id, benchmarkId: benchmark } },
    select: {
      params: true,
      seeds: true,
      resultDigest: true,
      benchmarkVersion: true,
      submission: { select: { spec: true } },
      trajectories: { select: { metric: true, lengths: true, missing: true, values: true } },
    },
  });
  if (!run) return null;
  const card = await findCard(database.prisma, benchmark, run.benchmarkVersion);
  const form = sampleFormOf({ id: benchmark, version: run.benchmarkVersion, params: run.params as Params });
  if (!card || !form) return null;
  const files = await database.prisma.bundleFile.findMany({
    where: {
      submissionId: id,
      OR: [
        { path: { startsWith: `samples/${benchmark}/` } },
        { path: { startsWith: `runs/${benchmark}.`, endsWith: '.light' } },
      ],
    },
    select: { path: true, sha256: true, bytes: true },
  });
  const sampled = await framesInWorker({ store: bundleStore(database), files, form });
  if (!sampled) return null;
  if ('lost' in sampled) throw new HeirloomError('input-output', sampled.lost);
  if ('fault' in sampled) {
    throw new HeirloomError('not-found', `The samples of "${benchmark}" can't be shown. ${sampled.fault}.`);
  }
  const seedIndex = run.seeds.indexOf(sampled.seed);
  const { spec } = run.submission;
  const last = sampled.frames.at(-1)?.generation ?? 0;
  return {
    id,
    spec,
    benchmark,
    version: card.version,
    seed: sampled.seed,
    digest: run.resultDigest,
    frames: await withMotion(sampled.frames, card, run.params as Params, sampled.seed),
    madeAgain: sampled.isExcerpt ? samplesCommand(spec, card) : null,
    metrics: axisMetrics(card).map((metric): FrameMetric => {
      const packed = run.trajectories.find((trajectory) => trajectory.metric === metric);
      const values = packed ? (unpackTrajectory(packed)[seedIndex] ?? []) : [];
      const { name, unit } = metricView(metric, card);
      return { metric, name, unit, measured: packed !== undefined, values: values.slice(0, last + 1) };
    }),
  };
}

/** Frames with where the truth lies by then, where the benchmark's world moves. */
async function withMotion(
  frames: readonly SampleFrame[],
  { id, version }: StoredCard,
  params: Params,
  seed: number,
): Promise<readonly SampleFrame[]> {
  const motion = await findMotion({ id, version });
  if (motion === null) return frames;
  const movedAt = motion(params, seed);
  return frames.map((frame) =>
    frame.kind === 'values' || frame.kind === 'points' ? { ...frame, moved: movedAt(frame.generation) } : frame,
  );
}

/** The primary metric, and the first of diversity and tail. */
function axisMetrics({ primary, metrics }: StoredCard): string[] {
  const first = (axis: string): string[] =>
    metrics
      .filter((metric) => metric.axis === axis)
      .slice(0, 1)
      .map(({ id }) => id);
  return [...new Set([primary, ...first('diversity'), ...first('tail')])];
}
