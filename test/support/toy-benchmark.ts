/** A benchmark small enough to reason about, which writes down what it is asked: for tests of the harness and of strategies. */

import {
  Divergence,
  type EditOptions,
  type FitOptions,
  type Guide,
  type Learner,
} from '#benchmarks/learners/learner.ts';
import { Batch } from '#benchmarks/numerics/batch.ts';
import { pathOf, type Stream } from '#benchmarks/numerics/stream.ts';
import { PURE_ENGINE } from '#benchmarks/protocol/engine.ts';
import type { Checkpoints } from '#benchmarks/runner/checkpoint.ts';
import { runSeed, type SeedResult } from '#benchmarks/runner/harness.ts';
import { resolveStrategy } from '#benchmarks/runner/plan.ts';
import { requireStrategy } from '#benchmarks/strategies/catalog.ts';
import type { Strategy } from '#benchmarks/strategies/strategy.ts';
import type { Benchmark, World } from '#benchmarks/suite/shared/benchmark.ts';

export interface ToyOptions {
  readonly size?: number;
  /** Rows of one number, or token sequences. */
  readonly shape?: 'rows' | 'sequences';
  readonly families?: readonly string[];
  /** Families whose learner can neither be extrapolated nor sampled away from another model. */
  readonly bare?: readonly string[];
}

/** What the toy was asked, in order. */
export interface ToyLog {
  readonly draws: {
    readonly path: string;
    readonly units: number;
    readonly temperature: number | undefined;
    readonly batch: Batch;
  }[];
  readonly fits: {
    readonly path: string;
    readonly family: string;
    readonly training: Batch;
    readonly options: FitOptions;
  }[];
  readonly guides: { readonly model: unknown; readonly guide: Guide }[];
  readonly edits: { readonly path: string; readonly model: number; readonly options: EditOptions }[];
}

/**
 * Rows: the learner estimates a mean and samples N(mean, 1). Sequences: sentences of one to seven tokens. The check
 * accepts what is positive (rows) or starts with an even token.
 */
export function toyBenchmark({
  size = 100,
  shape = 'rows',
  families = ['kde', 'histogram'],
  bare = [],
}: ToyOptions = {}): {
  benchmark: Benchmark;
  log: ToyLog;
} {
  const log: ToyLog = { draws: [], fits: [], edits: [], guides: [] };
  const draw = shape === 'rows' ? drawRows : (units: number, _mean: number, rng: Stream) => drawSentences(units, rng);
  const learner = (family: string): Learner<number> => ({
    id: family,
    fit(training, rng, options = {}) {
      const { report: _, ...asked } = options;
      log.fits.push({ path: pathOf(rng), family, training, options: asked });
      const mean = weightedMean(training);
      if (!Number.isFinite(mean)) throw new Divergence('The mean is not finite.');
      return { model: mean, epochs: 1, updates: 1 };
    },
    sample(mean, units, rng, options) {
      const batch = draw(units, mean, rng);
      log.draws.push({ path: pathOf(rng), units, temperature: options?.temperature, batch });
      return batch;
    },
    ...(!bare.includes(family) && {
      extrapolate: (model, other, weight) => (1 + weight) * model - weight * other,
      sampleAway: (mean, guide, units, rng, options) => {
        log.guides.push({ model: mean, guide });
        const batch = draw(units, mean, rng);
        log.draws.push({ path: pathOf(rng), units, temperature: options?.temperature, batch });
        return batch;
      },
    }),
    // Edits nothing: what is asked for is written down.
    editTokens(model, batch, rng, options) {
      log.edits.push({ path: pathOf(rng), model, options });
      return batch;
    },
    logDensity: (mean, batch) =>
      Float64Array.from({ length: batch.count }, (_, i) => -0.5 * (first(batch, i) - mean) * (first(batch, i) - mean)),
  });
  const world: World = {
    learner: learner('toy'),
    families: Object.fromEntries(families.map((family) => [family, learner(family)])),
    drawReal: (units, rng) => draw(units, 0, rng),
    simulate: (units, rng) => draw(units, 3, rng),
    verify: (batch) => Uint8Array.from({ length: batch.count }, (_, i) => (isAccepted(batch, i) ? 1 : 0)),
    evaluate: ({ model, rng }) => ({ error: Math.abs(model as number), noise: rng.uniform() }),
  };
  return {
    log,
    benchmark: {
      size,
      engine: PURE_ENGINE,
      truth: { error: 0 },
      keptUnits: 10,
      open: () => world,
      showReal: (batch) => ({ kind: 'points-1d', values: [first(batch, 0)], density: [] }),
    },
  };
}

/** What the toy's perfect check says of an example. */
export function isAccepted(batch: Batch, i: number): boolean {
  return batch.data.kind === 'rows' ? first(batch, i) > 0 : first(batch, i) % 2 === 0;
}

function first(batch: Batch, i: number): number {
  return (batch.data.kind === 'rows' ? batch.row(i)[0] : batch.sequence(i)[0]) ?? 0;
}

function weightedMean(batch: Batch): number {
  let sum = 0;
  let total = 0;
  for (let i = 0; i < batch.count; i++) {
    const weight = batch.weights?.[i] ?? 1;
    sum += weight * first(batch, i);
    total += weight;
  }
  return sum / total;
}

function drawRows(units: number, mean: number, rng: Stream): Batch {
  return Batch.rows(
    Float64Array.from({ length: units }, () => mean + rng.normal()),
    1,
  );
}

function drawSentences(units: number, rng: Stream): Batch {
  const tokens = Int32Array.from({ length: units }, () => rng.int(10));
  const offsets = [0];
  while ((offsets.at(-1) as number) < units) offsets.push(Math.min(units, (offsets.at(-1) as number) + 1 + rng.int(7)));
  return Batch.sequences(tokens, Int32Array.from(offsets));
}

export interface ToyRun extends ToyOptions {
  readonly seed?: number;
  readonly generations?: number;
  readonly checkpoints?: Checkpoints;
  readonly keepSamples?: boolean;
  readonly takesOwn?: boolean;
}

/** Runs a specification (or strategies made for a test) on the toy benchmark. */
export async function runToy(
  strategy: string | readonly (Strategy | (() => Strategy))[],
  { seed = 1, generations = 3, checkpoints, keepSamples = false, takesOwn = false, ...options }: ToyRun = {},
): Promise<SeedResult & { log: ToyLog }> {
  const { benchmark, log } = toyBenchmark(options);
  const result = await runSeed(
    {
      root: 'toy@1',
      benchmark,
      metrics: ['error', 'noise'],
      primary: 'error',
      strategies: typeof strategy === 'string' ? await createStrategies(strategy) : strategy.map(factoryOf),
      seed,
      generations,
      keepSamples,
      takesOwn,
    },
    {},
    checkpoints ?? null,
  );
  return { ...result, log };
}

/** A strategy made for a test serves all generations where it is given as an object, so that the test sees what it saw. */
function factoryOf(strategy: Strategy | (() => Strategy)): () => Strategy {
  return typeof strategy === 'function' ? strategy : () => strategy;
}

/** What makes the strategies of a specification, as a run makes them. */
export function createStrategies(spec: string): Promise<(() => Strategy)[]> {
  return Promise.all(
    resolveStrategy(spec).parts.map(async ({ id, resolved }) => {
      const { default: module } = await requireStrategy(id).load();
      return () => module.create({ ...resolved });
    }),
  );
}
