/** Frames: what is drawn for a seed moves no number, and nothing else of the world is as in the truth's own units. */
import { describe, expect, it } from 'vitest';
import { Batch } from '#benchmarks/numerics/batch.ts';
import { seedRoot } from '#benchmarks/numerics/seed-streams.ts';
import { Stream } from '#benchmarks/numerics/stream.ts';
import { runSeed } from '#benchmarks/runner/harness.ts';
import { drawOriginal } from '#benchmarks/runner/seed-state.ts';
import replace from '#benchmarks/strategies/replace/index.ts';
import { benchmarkNamed } from '#benchmarks/suite/catalog.ts';
import { card as gaussian } from '#benchmarks/suite/gaussian/card.ts';
import { gaussianWorld } from '#benchmarks/suite/gaussian/world.ts';
import { mixtureWorld } from '#benchmarks/suite/gmm-2d/world.ts';
import { linearWorlds } from '#benchmarks/suite/regression/world.ts';
import type { Benchmark, World } from '#benchmarks/suite/shared/benchmark.ts';
import { drawNames, drawSimilarity, responseFrame, similarity } from '#benchmarks/suite/shared/frame.ts';
import { wordFrequencies } from '#benchmarks/suite/word-frequencies/words.ts';
import { wordWorld } from '#benchmarks/suite/word-frequencies/world.ts';

const rows = (values: readonly number[], width: number): Batch => Batch.rows(Float64Array.from(values), width);
const rng = (name: string) => new Stream(`test/frame/${name}`);

describe('a frame', () => {
  it('turns, scales and moves: a quarter turn of (1, 2), doubled, to (10, 20)', () => {
    const frame = similarity(Float64Array.of(10, 20), 2, Math.PI / 2);
    const [x, y] = frame.toWorld(rows([1, 2], 2)).row(0);
    expect(x).toBeCloseTo(10 - 4, 12);
    expect(y).toBeCloseTo(20 + 2, 12);
    expect(frame.logVolume).toBeCloseTo(Math.log(4), 14);
  });

  it('adds a slope to responses: y = 3 at x = (1, 2) is 2(3 + 0.5 − 4)', () => {
    const frame = responseFrame(Float64Array.of(0.5, -2), 2);
    expect([...frame.toWorld(rows([1, 2, 3], 3)).row(0)]).toEqual([1, 2, -1]);
  });

  it.each([
    ['a line', () => drawSimilarity(1, rng('line')), rows([-1, 0, 0.5, 3], 1)],
    ['the plane', () => drawSimilarity(2, rng('plane')), rows([-1, 0, 0.5, 3], 2)],
    ['names', () => drawNames(7, rng('names')), rows([0, 1, 2, 3, 4, 5, 6], 1)],
  ] as const)('goes there and back on %s', (_, make, batch) => {
    const frame = make();
    const weighted = batch.withWeights(Float64Array.from({ length: batch.count }, (__, i) => i + 1));
    const there = frame.toWorld(weighted);
    expect(there.weights).toEqual(weighted.weights);
    expect([...there.rowData.values]).not.toEqual([...batch.rowData.values]);
    const back = frame.toUnits(there).rowData.values;
    for (const [i, value] of back.entries()) expect(value).toBeCloseTo(batch.rowData.values[i] as number, 12);
  });
});

const M = 1000;

/** The world of each benchmark without a frame, and how far rounding may move a number; EM's stopping rule can make a step of it. */
const STILL: Readonly<Record<string, { readonly world: (rng: Stream) => World; readonly tolerance: number }>> = {
  gaussian: {
    world: () => gaussianWorld({ sampleSize: M, dimension: 1, estimator: 'unbiased' }, gaussian.metrics),
    tolerance: 1e-9,
  },
  regression: {
    world: (rng) => linearWorlds({ sampleSize: M, dimension: 10, design: 'fixed', noise: 'estimated' }).open(rng),
    tolerance: 1e-9,
  },
  'word-frequencies': { world: () => wordWorld(wordFrequencies(2000), M, 'word-frequencies@2'), tolerance: 0 },
  'gmm-2d': { world: () => mixtureWorld(8, 'gmm-2d@2'), tolerance: 1e-5 },
};

async function benchmarkOf(id: string): Promise<{ readonly benchmark: Benchmark; readonly metrics: string[] }> {
  const { card, load } = benchmarkNamed(`${id}@2`);
  const { default: module } = await load();
  const params = card.params.parse({ sampleSize: M });
  return { benchmark: await module.create(params), metrics: card.metrics.map((metric) => metric.id) };
}

describe.each(Object.entries(STILL))('%s', (id, { world, tolerance }) => {
  it('has a world of its own for each seed', async () => {
    const { benchmark } = await benchmarkOf(id);
    const firstRows = await Promise.all(
      [1, 2, 3].map(
        async (seed) => (await drawOriginal(benchmark, new Stream(seedRoot(`${id}@2`, seed)), seed)).original,
      ),
    );
    const spread = firstRows.map((batch) => batch.rowData.values.reduce((sum, value) => sum + value * value, 0));
    expect(new Set(spread.map((value) => value.toPrecision(2))).size).toBe(3);
  });

  it('gives the numbers of a world in the truth’s own units', async () => {
    const { benchmark, metrics } = await benchmarkOf(id);
    const run = (of: Benchmark) =>
      runSeed({
        ...{ root: `${id}@2`, benchmark: of, metrics, primary: metrics[0] as string, seed: 1, generations: 3 },
        strategies: [() => replace.create({})],
        keepSamples: true,
      });
    const framed = await run(benchmark);
    const still = await run({ ...benchmark, open: world });
    expect(framed.status).toEqual({ state: 'completed' });
    for (const metric of metrics)
      for (const [generation, value] of (still.metrics[metric] ?? []).entries()) {
        const difference = Math.abs((framed.metrics[metric]?.[generation] ?? 0) - (value ?? 0));
        expect(difference, `${metric}, generation ${generation}`).toBeLessThanOrEqual(tolerance);
      }
    // Sample files are in those units, too.
    const published = [framed, still].map(({ samples }) => samples[0]?.rowData.values ?? []);
    expect(published[0]).toHaveLength(published[1]?.length ?? 0);
    for (const [i, value] of (published[0] ?? []).entries())
      expect(Math.abs(value - (published[1]?.[i] ?? 0))).toBeLessThanOrEqual(10 * tolerance);
  });
});
