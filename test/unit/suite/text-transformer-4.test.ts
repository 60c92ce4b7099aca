/** Protocol 4 in small: text of words, held-out text of each seed's own, passes in proportion to what is trained on. */
import { expect, test } from 'vitest';
import { loadBaseModel } from '#benchmarks/data/base-model.ts';
import type { TransformerModel } from '#benchmarks/learners/transformer/learner.ts';
import { shapeOf } from '#benchmarks/learners/transformer/network.ts';
import { loadEngine } from '#benchmarks/numerics/engine/load.ts';
import { mean } from '#benchmarks/numerics/statistics.ts';
import { Stream } from '#benchmarks/numerics/stream.ts';
import { runSeed } from '#benchmarks/runner/harness.ts';
import accumulate from '#benchmarks/strategies/accumulate/index.ts';
import replace from '#benchmarks/strategies/replace/index.ts';
import textTransformer from '#benchmarks/suite/text-transformer/4/index.ts';
import { loadText, spellingOf } from '#benchmarks/suite/text-transformer/4/text.ts';
import { BASE_SHAPES } from '#benchmarks/suite/text-transformer/base.ts';
import { isNightly } from '../../support/power.ts';

const { card } = textTransformer;

const benchmarkOf = async (set: Readonly<Record<string, unknown>> = {}) =>
  textTransformer.create(card.params.parse({ ...card.tiers.smoke.params, ...set }), await loadEngine('wasm'));

test('the real text is words, in blocks that models never see where they are judged', () => {
  const text = loadText();
  expect([text.training.count, text.heldOut.count]).toEqual([3_962, 954]);
  const { spelled, lexicon } = spellingOf(text.heldOut, text);
  const words = spelled();
  const known = words.filter((word) => lexicon.has(word)).length / words.length;
  // What is missing is words that a block begins or ends in.
  expect(known).toBeGreaterThan(0.985);
  expect(known).toBeLessThan(1);
  for (const word of ['whale', "can't", 'constitution']) expect(lexicon.has(word)).toBe(true);
  expect(lexicon.has('whal')).toBe(false);
});

test('the base has its shape, and each seed judges it by held-out blocks of its own', async () => {
  const base = loadBaseModel('words-small');
  expect(shapeOf(base, BASE_SHAPES['words-small'].heads)).toEqual(BASE_SHAPES['words-small']);
  const benchmark = await benchmarkOf();
  const model: TransformerModel = { weights: base, prompts: loadText().training.sequenceData.tokens.slice(0, 64) };
  const crossEntropyOf = async (world: string) => {
    const rng = new Stream('evaluate');
    const { evaluate } = await benchmark.open(new Stream(world), 1);
    return (await evaluate({ generation: 0, model, initial: model, rng }))['cross-entropy'] as number;
  };
  const [one, other] = [await crossEntropyOf('one'), await crossEntropyOf('other')];
  expect(await crossEntropyOf('one')).toBe(one);
  expect(Math.abs(one - other)).toBeGreaterThan(0);
  expect(Math.abs(one - other)).toBeLessThan(0.2);
});

test('whoever trains on more passes over it as often', async () => {
  const result = await runSeed({
    root: 'test',
    benchmark: await benchmarkOf(),
    metrics: card.metrics.map(({ id }) => id),
    primary: card.primary,
    strategies: [() => accumulate.create({})],
    seed: 1,
    generations: 2,
    keepSamples: false,
  });
  expect(result.status).toEqual({ state: 'completed' });
  for (const { id } of card.metrics)
    expect(
      result.metrics[id]?.every((value) => Number.isFinite(value)),
      id,
    ).toBe(true);
  const [first, ...others] = result.ledger.map(({ epochs }) => epochs);
  expect(others).toEqual([first, first]);
});

/** Seed 1 of the standard tier, with as many generations of `replace`. */
async function standardSeed(generations: number, set: Readonly<Record<string, unknown>> = {}) {
  const { metrics } = await runSeed({
    root: 'test',
    benchmark: await textTransformer.create(card.params.parse(set), await loadEngine('wasm')),
    metrics: card.metrics.map(({ id }) => id),
    primary: card.primary,
    strategies: generations === 0 ? [] : [() => replace.create({})],
    seed: 1,
    generations,
    keepSamples: false,
  });
  return metrics as Readonly<Record<'cross-entropy' | 'word-share', readonly number[]>>;
}

/** What no training gives on the held-out text of seed 1, nats per token: an update too small to matter. */
const untrained = async () => (await standardSeed(0, { steps: 1, learningRate: 1e-9 }))['cross-entropy'][0] as number;

test('fine-tuning matters: generation 0 predicts the novel by 0.6 nats a token better than the base, in words', async () => {
  const tuned = await standardSeed(0);
  expect(tuned['cross-entropy'][0]).toBeLessThan((await untrained()) - 0.6);
  expect(tuned['word-share'][0]).toBeGreaterThan(0.85);
}, 120_000);

test.runIf(isNightly)(
  'no training closes nothing of the gap: over the horizon the base lies above replace',
  async () => {
    const { 'cross-entropy': replaced } = await standardSeed(card.tiers.standard.generations);
    expect(await untrained()).toBeGreaterThan(mean(replaced.slice(1)));
  },
  900_000,
);
