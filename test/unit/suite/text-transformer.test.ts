/** The benchmark in small: it runs, forgets, and leaves no tensor behind. */
import { expect, test } from 'vitest';
import { loadBaseModel } from '#benchmarks/data/base-model.ts';
import { shapeOf } from '#benchmarks/learners/transformer/network.ts';
import { loadEngine } from '#benchmarks/numerics/engine/load.ts';
import { runSeed } from '#benchmarks/runner/harness.ts';
import { BASE_SHAPES } from '#benchmarks/suite/text-transformer/base.ts';
import textTransformer from '#benchmarks/suite/text-transformer/index.ts';
import { loadText } from '#benchmarks/suite/text-transformer/text.ts';

const { card } = textTransformer;

test('the real text is in blocks that models never see where they are judged', () => {
  const { training, heldOut, tokens, rare } = loadText();
  expect([training.count, heldOut.units, tokens.length, rare.length]).toEqual([7_056, 6_144, 835, 418]);
});

test('the large base predicts the novel better than the small one, neither having seen it', async () => {
  const crossEntropyOf = async (base: 'small' | 'large'): Promise<number> => {
    expect(shapeOf(loadBaseModel(base), BASE_SHAPES[base].heads)).toEqual(BASE_SHAPES[base]);
    // As good as not fine-tuned.
    const params = card.params.parse({ base, sampleSize: 256, steps: 1, learningRate: 1e-9 });
    const { metrics } = await runSeed({
      root: 'test',
      benchmark: await textTransformer.create(params, await loadEngine('wasm')),
      metrics: card.metrics.map(({ id }) => id),
      primary: card.primary,
      strategies: [],
      seed: 1,
      generations: 0,
      keepSamples: false,
    });
    return metrics['cross-entropy']?.[0] as number;
  };
  const [small, large] = [await crossEntropyOf('small'), await crossEntropyOf('large')];
  // The early threshold of collapse, which the card names the small base's value.
  expect(small).toBeCloseTo(4.95, 2);
  expect(large).toBeLessThan(small - 0.1);
});

test('generations forget the novel, with memory flat', async () => {
  const engine = await loadEngine('wasm');
  const benchmark = await textTransformer.create(card.params.parse(card.tiers.smoke.params), engine);
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
  for (const { id } of card.metrics)
    expect(
      result.metrics[id]?.every((value) => Number.isFinite(value)),
      id,
    ).toBe(true);
  const crossEntropy = result.metrics['cross-entropy'] as number[];
  expect(crossEntropy[3]).toBeGreaterThan(crossEntropy[0] as number);
  expect(result.ledger.map(({ epochs }) => epochs)).toEqual([1, 1, 1, 1]);
  expect(result.samples.map(({ units }) => units)).toEqual(Array(4).fill(benchmark.keptUnits));
  // A model of bytes writes control characters now and then; a sample file holds none.
  const { toText } = benchmark;
  if (!toText) throw new Error('samples of text are texts');
  for (const batch of result.samples) {
    for (let i = 0; i < batch.count; i++) expect(toText(batch, i)).not.toMatch(/[\p{Cc}\p{Cs}]/u);
  }
}, 60_000);
