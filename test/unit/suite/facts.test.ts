/** The benchmark in small: it learns, asks, forgets, and leaves no tensor behind. */
import { expect, test } from 'vitest';
import type { TellerLearner, TellerModel } from '#benchmarks/learners/teller/learner.ts';
import { Batch } from '#benchmarks/numerics/batch.ts';
import { loadEngine } from '#benchmarks/numerics/engine/load.ts';
import { Stream } from '#benchmarks/numerics/stream.ts';
import { runSeed } from '#benchmarks/runner/harness.ts';
import facts from '#benchmarks/suite/facts/index.ts';
import { ask, LENGTH, WORDS } from '#benchmarks/suite/facts/sentences.ts';
import type { World } from '#benchmarks/suite/shared/benchmark.ts';

const { card } = facts;
/** Few people, whom a network of a second remembers. */
const SMALL = { sampleSize: 1_600, people: 60, steps: 160 };
const seconds = 60_000;

async function fitted(set: Readonly<Record<string, number>> = SMALL) {
  const benchmark = await facts.create(card.params.parse(set), await loadEngine('wasm'));
  const world: World = await benchmark.open(new Stream('test/world'), 1);
  const real = await world.drawReal(benchmark.size, new Stream('test/real'), 0);
  const { model } = await world.learner.fit(real, new Stream('test/fit'));
  return { benchmark, world, real, model: model as TellerModel, learner: world.learner as TellerLearner };
}

test(
  'generation 0 knows the facts, in words that it was not told them in',
  async () => {
    const { world, model, real } = await fitted();
    const values = await world.evaluate({ model, initial: model, rng: new Stream('test/evaluate'), generation: 0 });
    // Chance is 0.034.
    expect(values['fact-accuracy-10']).toBeGreaterThan(0.3);
    expect(values['fact-error']).toBeLessThan(0.5);
    expect(values['rare-fact-survival']).toBe(1);
    expect(values['bias-growth']).toBe(0);
    expect(values['well-formed']).toBeGreaterThan(0.9);
    expect(Math.min(...((await world.verify?.(real, 0)) ?? []))).toBe(1);
  },
  seconds,
);

test(
  'what it answers and how probable a sentence is agree',
  async () => {
    const { learner, model } = await fitted({ ...SMALL, steps: 10 });
    const prompt = ask(3, 2, 0);
    const [first, second] = [20, 120];
    const answers = learner.ask(model, Batch.rows(Float64Array.from(prompt), LENGTH - 1));
    const rows = Batch.rows(Float64Array.from([...prompt, first, ...prompt, second]), LENGTH);
    const [a = Number.NaN, b = Number.NaN] = (await learner.logDensity?.(model, rows)) ?? [];
    expect(answers).toHaveLength(WORDS.length);
    expect(answers.reduce((sum, p) => sum + p, 0)).toBeCloseTo(1, 5);
    expect(a - b).toBeCloseTo(Math.log((answers[first] as number) / (answers[second] as number)), 4);
  },
  seconds,
);

test(
  'sentences are about people as they are popular, whatever was learnt',
  async () => {
    const { learner, model, benchmark } = await fitted({ sampleSize: 400, people: 25, steps: 2, exponent: 1 });
    const sample = await learner.sample(model, 20_000, new Stream('test/sample'));
    const { values } = sample.rowData;
    const counts = new Map<number, number>();
    for (let i = 0; i < sample.count; i++) {
      const subject = values[i * LENGTH] as number;
      counts.set(subject, (counts.get(subject) ?? 0) + 1);
    }
    const [most = 0] = [...counts.values()].sort((a, b) => b - a);
    // Python: 1/sum(1/r for r in range(1, 26)); four standard deviations of a binomial share.
    const share = 0.26206000988283;
    expect(Math.abs(most / sample.count - share)).toBeLessThan(4 * Math.sqrt((share * (1 - share)) / sample.count));
    expect(benchmark.keptUnits).toBeLessThanOrEqual(500);
  },
  seconds,
);

test(
  'generations forget the rare facts, with memory flat, and sample files tell of the same people',
  async () => {
    const engine = await loadEngine('wasm');
    const benchmark = await facts.create(card.params.parse(SMALL), engine);
    const tensors: number[] = [];
    const result = await runSeed(
      {
        root: 'test',
        benchmark,
        metrics: card.metrics.map(({ id }) => id),
        primary: card.primary,
        strategies: [],
        seed: 1,
        generations: 3,
        keepSamples: true,
      },
      { onGeneration: () => tensors.push(engine.tf.memory().numTensors) },
    );
    expect(result.status).toEqual({ state: 'completed' });
    expect(new Set(tensors).size).toBe(1);
    const error = result.metrics['fact-error'] as number[];
    expect(error[3]).toBeGreaterThan(error[0] as number);
    expect(result.metrics['rare-fact-survival']?.[3]).toBeLessThan(0.9);
    const texts = result.samples.map((batch) =>
      Array.from({ length: batch.count }, (_, i) => benchmark.toText?.(batch, i) ?? ''),
    );
    const begins = texts.map((lines) => lines.map((line) => line.split(' ').slice(0, 4).join(' ')));
    expect(texts.map((lines) => lines.length)).toEqual([100, 100, 100, 100]);
    for (const lines of begins) expect(lines).toEqual(begins[0]);
    expect(texts[3]).not.toEqual(texts[0]);
  },
  seconds,
);
