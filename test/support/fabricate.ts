/**
 * Bundles of a whole tier without its whole work: one seed is run for real, for its ledger, the others are made up,
 * and texts are a word. The checker can't tell, since it doesn't run anything again; the scores come out as the `quality` asked for.
 */
import { centralEscape, tailMass } from '#benchmarks/metrics/formulas/gaussian.ts';
import { Stream } from '#benchmarks/numerics/stream.ts';
import { sha256 } from '#benchmarks/protocol/digest.ts';
import type { Tier } from '#benchmarks/protocol/ids.ts';
import type { RunRecord } from '#benchmarks/protocol/record.ts';
import { benchmarkNamed } from '#benchmarks/suite/catalog.ts';
import { type BundleFiles, bundleOf, filledSubmission, type MadeRun, requireRun } from './bundles.ts';
import { redigested, withoutLater } from './redigested.ts';

export interface Fabrication {
  readonly spec: string;
  readonly tier: Tier;
  readonly benchmarks: readonly string[];
  /** Gap closed that the scores come out near: 0 as replace, 100 as oracle. */
  readonly quality: number;
  /** The strategy as which it runs, bit for bit; its own unless given. */
  readonly as?: string;
  readonly author?: string;
  readonly title?: string;
}

/** A bundle that passes the check. */
export async function fabricateBundle({
  spec,
  tier,
  benchmarks,
  quality,
  as = spec,
  author = 'Ada Lovelace',
  title = 'A test',
}: Fabrication): Promise<BundleFiles> {
  const runs = await Promise.all(benchmarks.map((benchmark) => fabricateRun(benchmark, { spec, tier, quality, as })));
  const submission = { ...filledSubmission(runs.map(({ record }) => record)), authors: [{ name: author }], title };
  return bundleOf(runs, submission);
}

async function fabricateRun(
  benchmark: string,
  { spec, tier, quality, as }: Pick<Fabrication, 'spec' | 'tier' | 'quality'> & { readonly as: string },
): Promise<MadeRun> {
  const real = await requireRun(benchmark, spec, { tier, seeds: 1 });
  const { card } = benchmarkNamed(benchmark);
  const count = card.tiers[tier].seeds;
  const repeat = <T>(items: readonly T[]): T[] => Array.from({ length: count }, () => items[0] as T);
  const seeds = Array.from({ length: count }, (_, index) => index + 1);
  const { resultDigest: _, ...record } = withoutLater(real.record);
  const madeUp = metricsOf(
    card.primary,
    seeds.map((seed) => primary(seed, record.benchmark.generations, benchmark, as, quality)),
  );
  const made: Omit<RunRecord, 'resultDigest'> = {
    ...record,
    official: true,
    seeds,
    statuses: repeat(record.statuses),
    ledger: repeat(record.ledger),
    trajectories: Object.fromEntries(
      Object.entries(record.trajectories).map(([metric, values]) => [metric, madeUp[metric] ?? repeat(values)]),
    ),
    samples: record.samples.map((sample) => ({ ...sample, sha256: sha256(contentOf(sample.path, real.files)) })),
    timings: { ...record.timings, seedDurationMs: repeat([1]) },
  };
  return {
    record: redigested(made),
    files: new Map([...real.files.keys()].map((path) => [path, contentOf(path, real.files)])),
  };
}

/** The primary metric with those that it is a function of: a model of which all error is in the mean, or in the coefficients. */
function metricsOf(primary: string, rows: number[][]): RunRecord['trajectories'] {
  const each = (value: (error: number) => number): number[][] => rows.map((row) => row.map(value));
  const shifted = (error: number) => ({
    mean: Float64Array.of(error),
    covariance: Float64Array.of(1),
    factor: Float64Array.of(1),
  });
  if (primary === 'w2-root' || primary === 'w2') {
    const squared = (value: number): number => (primary === 'w2' ? value : value * value);
    const root = (value: number): number => (primary === 'w2' ? Math.sqrt(value) : value);
    return {
      'w2-root': each(root),
      w2: each(squared),
      'mean-error': each(squared),
      kl: each((value) => 0.5 * squared(value)),
      'variance-ratio': each(() => 1),
      'tail-mass': each((value) => tailMass(shifted(root(value)))),
      'central-escape': each((value) => centralEscape(shifted(root(value)))),
    };
  }
  if (primary === 'predictive-w2') return { 'predictive-w2': rows, 'excess-risk': rows, 'noise-ratio': each(() => 1) };
  return { [primary]: rows };
}

/** Texts of a whole tier are large, and nobody reads these. */
function contentOf(path: string, files: BundleFiles): Uint8Array {
  return path.endsWith('.jsonl') ? new TextEncoder().encode('"word"\n') : (files.get(path) as Uint8Array);
}

/** Rises from 0.1 to 0.2 where nothing is gained; noise that all strategies share, and a little of one's own. */
function primary(seed: number, generations: number, benchmark: string, as: string, quality: number): number[] {
  const shared = new Stream(`fabricated/${benchmark}/${seed}`);
  const own = new Stream(`fabricated/${benchmark}/${seed}/${as}/${quality}`);
  const lean = 0.02 * shared.uniform() + 0.01 * own.uniform();
  return Array.from({ length: generations + 1 }, (_, g) => 0.1 + lean + 0.1 * (1 - quality / 100) * (g / generations));
}
