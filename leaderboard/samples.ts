/** Samples of a run, generation by generation, made to be looked at: read from the stored bundle. */
import { placeOf } from '../benchmarks/bundle/layout.ts';
import { parseNpy } from '../benchmarks/bundle/sample-file.ts';
import type { BundleSource } from '../benchmarks/bundle/source.ts';
import { withBundle } from './bundle-files.ts';
import { metricView } from './cards.ts';
import type { Database } from './db/database.ts';
import { unpackTrajectory } from './db/pack-trajectory.ts';
import { imageSheet } from './image-sheet.ts';
import { repeatsOf } from './repeats.ts';
import { findCard, type StoredCard } from './suite-benchmarks.ts';
import type { FrameMetric, FramesView, SampleFrame } from './views.ts';

/** More marks than these can't be told apart. */
const MAX_POINTS = 300;
const MAX_SENTENCES = 10;
const MAX_IMAGES = 100;

/** Null where there is no such run, or its bundle came without samples of it. */
export async function getFrames(database: Database, id: string, benchmark: string): Promise<FramesView | null> {
  const run = await database.prisma.run.findUnique({
    where: { submissionId_benchmarkId: { submissionId: id, benchmarkId: benchmark } },
    select: {
      generations: true,
      seeds: true,
      resultDigest: true,
      benchmarkVersion: true,
      submission: { select: { spec: true } },
      trajectories: { select: { metric: true, lengths: true, missing: true, values: true } },
    },
  });
  if (!run) return null;
  const card = await findCard(database.prisma, benchmark, run.benchmarkVersion);
  const sampled = await withBundle(database, id, (bundle) => readFrames(bundle, benchmark));
  if (!card || !sampled) return null;
  const seedIndex = run.seeds.indexOf(sampled.seed);
  return {
    id,
    spec: run.submission.spec,
    benchmark,
    seed: sampled.seed,
    digest: run.resultDigest,
    frames: sampled.frames,
    metrics: facetMetrics(card).map((metric): FrameMetric => {
      const packed = run.trajectories.find((trajectory) => trajectory.metric === metric);
      const values = packed ? (unpackTrajectory(packed)[seedIndex] ?? []) : [];
      const { name, unit } = metricView(metric, card);
      return { metric, name, unit, values: [...values] };
    }),
  };
}

/** The primary metric, and the first of diversity and tail. */
function facetMetrics({ primary, metrics }: StoredCard): string[] {
  const first = (facet: string): string[] =>
    metrics
      .filter((metric) => metric.facet === facet)
      .slice(0, 1)
      .map(({ id }) => id);
  return [...new Set([primary, ...first('diversity'), ...first('tail')])];
}

/** The frames of the first seed that has samples, by generation. */
async function readFrames(
  bundle: BundleSource,
  benchmark: string,
): Promise<{ seed: number; frames: SampleFrame[] } | null> {
  const samples = bundle.files
    .map(({ path }) => ({ path, place: placeOf(path) }))
    .flatMap(({ path, place }) =>
      place?.kind === 'sample' && place.benchmark === benchmark ? [{ path, ...place }] : [],
    );
  const seed = Math.min(...samples.map((sample) => sample.seed));
  const own = samples.filter((sample) => sample.seed === seed).sort((a, b) => a.generation - b.generation);
  if (own.length === 0) return null;
  const frames: SampleFrame[] = [];
  for (const { path, generation, as } of own) {
    const bytes = await bundle.read(path);
    frames.push(as === 'npy' ? await matrixFrame(generation, bytes) : textFrame(generation, bytes.toString('utf8')));
  }
  return { seed, frames };
}

const brief = (value: number): number => Number(value.toPrecision(4));

/** Bytes: square images. One column: numbers, or the ranks of words where all are whole; two: points; more: the first and the last, a response. */
async function matrixFrame(generation: number, bytes: Buffer): Promise<SampleFrame> {
  const matrix = await parseNpy(bytes);
  if (typeof matrix === 'string') throw new Error(`a stored sample file: ${matrix}`);
  const { data, rows, width } = matrix;
  if (data instanceof Uint8Array) return imageFrame(generation, data, width);
  if (width === 1) {
    const isWords = data.every((value) => Number.isInteger(value) && value >= 0);
    return isWords
      ? wordFrame(generation, data)
      : { generation, kind: 'values', values: [...data.subarray(0, MAX_POINTS)].map(brief) };
  }
  const points = Array.from({ length: Math.min(rows, MAX_POINTS) }, (_, row): [number, number] => [
    brief(data[row * width] as number),
    brief(data[row * width + width - 1] as number),
  ]);
  return { generation, kind: 'points', points };
}

/** How often each word was drawn, the commonest first; words are numbered by their true rank from 0. */
function wordFrame(generation: number, ranks: ArrayLike<number>): SampleFrame {
  const counts = new Map<number, number>();
  for (let i = 0; i < ranks.length; i++) {
    const rank = ranks[i] as number;
    counts.set(rank, (counts.get(rank) ?? 0) + 1);
  }
  const words = [...counts].sort(([a, x], [b, y]) => y - x || a - b);
  return { generation, kind: 'words', drawn: ranks.length, words };
}

/** Images of bytes, 0 the paper. data `[n, width]` */
function imageFrame(generation: number, data: Uint8Array, width: number): SampleFrame {
  const side = Math.sqrt(width);
  const count = Math.min(MAX_IMAGES, data.length / width);
  const shown = data.subarray(0, count * width);
  let ink = 0;
  let variance = 0;
  for (let pixel = 0; pixel < width; pixel++) {
    const values = Array.from({ length: count }, (_, i) => (shown[i * width + pixel] as number) / 255);
    const mean = values.reduce((sum, value) => sum + value, 0) / count;
    ink += mean / width;
    variance += values.reduce((sum, value) => sum + (value - mean) * (value - mean), 0) / (count * width);
  }
  return {
    generation,
    kind: 'images',
    ink: brief(ink),
    deviation: brief(Math.sqrt(variance)),
    ...imageSheet(shown, side),
  };
}

function textFrame(generation: number, text: string): SampleFrame {
  const sentences = text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => String(JSON.parse(line)));
  const { marked, share } = repeatsOf(sentences);
  return { generation, kind: 'sentences', sentences: marked.slice(0, MAX_SENTENCES), repeated: brief(share) };
}
