import { expect, test } from 'vitest';
import { loadCorpus } from '#benchmarks/data/corpus.ts';
import type { NgramModel } from '#benchmarks/learners/ngram/model.ts';
import { Batch } from '#benchmarks/numerics/batch.ts';
import { Stream } from '#benchmarks/numerics/stream.ts';
import { HeirloomError } from '#benchmarks/protocol/errors.ts';
import { runSeed } from '#benchmarks/runner/harness.ts';
import { GrammarCheck } from '#benchmarks/suite/ngram-text/grammar-check.ts';
import ngramText from '#benchmarks/suite/ngram-text/index.ts';
import { loadText } from '#benchmarks/suite/ngram-text/text.ts';
import type { Benchmark, BenchmarkModule } from '#benchmarks/suite/shared/benchmark.ts';
import { acceptNotOverused } from '#benchmarks/suite/word-frequencies/frequency-check.ts';
import wordFrequencies from '#benchmarks/suite/word-frequencies/index.ts';

const create = (module: BenchmarkModule, params: Record<string, unknown> = {}): Promise<Benchmark> =>
  Promise.resolve(module.create(module.card.params.parse(params)));

const run = (module: BenchmarkModule, benchmark: Benchmark, seed: number, generations: number) =>
  runSeed({
    root: 'test',
    benchmark,
    metrics: module.card.metrics.map(({ id }) => id),
    primary: module.card.primary,
    strategies: [],
    seed,
    generations,
    keepSamples: false,
  });

test('word-frequencies: the truth’s values agree with Python', async () => {
  // Python 3.11: Counter of the corpus, top 2,000; 1-sum((x/t)**2 for x in top)
  const { truth, size } = await create(wordFrequencies);
  expect(size).toBe(10_000);
  expect(truth.heterozygosity).toBeCloseTo(0.980347743548281, 13);
  expect(truth).toMatchObject({ 'total-variation': 0, support: 2000, 'tail-recall': 1 });
});

test('word-frequencies: real tokens are independent draws of the true frequencies', async () => {
  const benchmark = await create(wordFrequencies, { vocabulary: 20 });
  const world = await benchmark.open(new Stream('world'), 1);
  const drawn = await world.drawReal(1000, new Stream('data'), 0);
  expect(drawn.units).toBe(1000);
  expect(drawn.rowData.values.every((word) => Number.isInteger(word) && word >= 0 && word < 20)).toBe(true);
});

test('word-frequencies: the check refuses what is over-represented, and only the excess', () => {
  const batch = Batch.rows(Float64Array.from([0, 0, 0, 1, 0, 0, 2, 1, 0, 0]), 1);
  // ⌈1.25 · 0.4 · 10⌉ = 5 of word 0, ⌈1.25 · 0.05 · 10⌉ = 1 of word 1, ⌈0.01·…⌉ = 1 of word 2
  expect(Array.from(acceptNotOverused(batch, Float64Array.from([0.4, 0.05, 0.01])))).toEqual([
    1, 1, 1, 1, 1, 1, 1, 0, 0, 0,
  ]);
});

test('parameters beyond the corpus are refused with what was received and expected', async () => {
  // The largest vocabulary that the schema lets through fits; the guard is for a corpus that shrinks.
  await expect(create(wordFrequencies, { vocabulary: 20_000 })).resolves.toBeDefined();
  expect(() => wordFrequencies.create({ sampleSize: 10, vocabulary: 30_000 })).toThrow(HeirloomError);
  expect(() => wordFrequencies.create({ sampleSize: 10, vocabulary: 30_000 })).toThrow(/30000.*24095/);
  expect(() => ngramText.create({ sampleSize: 2_000_000, vocabulary: 200, order: 3 })).toThrow(/sampleSize is 2000000/);
});

test('ngram-text: real text is whole sentences without repetition within a draw, the last one cut', async () => {
  const benchmark = await create(ngramText, { sampleSize: 5_000 });
  const world = await benchmark.open(new Stream('world'), 1);
  const drawn = await world.drawReal(5_000, new Stream('data'), 0);
  const { end } = loadText(5_000);
  expect(drawn.units).toBe(5_000);
  for (let i = 0; i + 1 < drawn.count; i++) {
    const sentence = drawn.sequence(i);
    expect(sentence.indexOf(end)).toBe(sentence.length - 1);
  }
});

test('ngram-text: the evaluation sentences are held out, and real text reads as it should', () => {
  const text = loadText(5_000);
  expect(text.words.slice(0, 4)).toEqual(['the', 'of', 'and', 'to']);
  expect(text.outcomes).toBe(5_002);
  expect(text.heldOut.units).toBe(20_000);
  expect(text.training.units).toBe(loadCorpus().training.tokens.length + text.training.count);
});

test('ngram-text: the check accepts nine real sentences in ten and few shuffled ones', () => {
  const text = loadText(5_000);
  const check = text.check();
  const { heldOut } = text;
  const accepted = (batch: Batch) => check.accept(batch).reduce((sum, answer) => sum + answer, 0) / batch.count;
  expect(check.threshold).toBeGreaterThan(0.5);
  const { tokens, offsets } = heldOut.sequenceData;
  const shuffled = Int32Array.from(
    new Stream('shuffle').choose(tokens.length, tokens.length),
    (from) => tokens[from] as number,
  );
  expect(accepted(heldOut)).toBeGreaterThan(0.8);
  expect(accepted(Batch.sequences(shuffled, offsets))).toBeLessThan(0.2);
});

test('the grammar check counts a pair as attested only where another sentence has it', () => {
  // Words 0…3, 4 ends, 5 starts. The first sentence repeats its pair 0 1, which no other has.
  const real = Batch.sequences(Int32Array.from([0, 1, 0, 1, 4, 2, 3, 4, 2, 3, 4]), Int32Array.from([0, 5, 8, 11]));
  const check = new GrammarCheck(real, 5);
  expect(check.threshold).toBe(0);
  expect(check.shareAttested(Int32Array.from([2, 3, 1, 4]))).toBe(0.75);
  const same = new GrammarCheck(Batch.sequences(Int32Array.from([2, 3, 4, 2, 3, 4]), Int32Array.from([0, 3, 6])), 5);
  expect(same.threshold).toBe(1);
});

test.each([
  ['word-frequencies', wordFrequencies, { sampleSize: 500 }],
  ['ngram-text', ngramText, { sampleSize: 2_000 }],
] as const)('%s: a seed gives the same numbers twice, all finite, and collapses', async (_, module, params) => {
  const [first, second] = [
    await run(module, await create(module, params), 1, 6),
    await run(module, await create(module, params), 1, 6),
  ];
  expect(first).toEqual(second);
  expect(first.status.state).toBe('completed');
  for (const values of Object.values(first.metrics)) expect(values.every((value) => value !== null)).toBe(true);
  const primary = first.metrics[module.card.primary] as number[];
  expect(primary[6]).toBeGreaterThan(primary[0] as number);
});

test('ngram-text: what generation 0 thinks of real text defines the two likelihood metrics', async () => {
  const benchmark = await create(ngramText, { sampleSize: 2_000 });
  expect(benchmark.truth).toMatchObject({ 'improbable-share': 0.05, 'low-perplexity-share': 0.1 });
  const world = await benchmark.open(new Stream('world'), 1);
  const { model } = await world.learner.fit(await world.drawReal(2_000, new Stream('a'), 0), new Stream('b'));
  const values = await world.evaluate({
    generation: 0,
    model: model as NgramModel,
    initial: model as NgramModel,
    rng: new Stream('c'),
  });
  expect(Object.keys(values).sort()).toEqual(ngramText.card.metrics.map(({ id }) => id).sort());
  expect(Object.keys(world.families)).toEqual(ngramText.card.families);
});
