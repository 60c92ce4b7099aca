import { beforeAll, describe, expect, it } from 'vitest';
import { loadMnist } from '#benchmarks/data/mnist.ts';
import { loadEngine } from '#benchmarks/numerics/engine/load.ts';
import { Stream } from '#benchmarks/numerics/stream.ts';
import { card as longtailCard, ORDER } from '#benchmarks/suite/digits-longtail/card.ts';
import { drawLongTail, FREQUENCIES, longTail } from '#benchmarks/suite/digits-longtail/distribution.ts';
import longtail from '#benchmarks/suite/digits-longtail/index.ts';
import { card as vaeCard } from '#benchmarks/suite/digits-vae/card.ts';
import { allDigits } from '#benchmarks/suite/digits-vae/distribution.ts';
import vae from '#benchmarks/suite/digits-vae/index.ts';
import type { Benchmark, World } from '#benchmarks/suite/shared/benchmark.ts';
import { computeDigitStatistics } from '#benchmarks/suite/shared/digits-metrics.ts';
import longtailStatistics from '../../../benchmarks/suite/digits-longtail/statistics.json' with { type: 'json' };
import vaeStatistics from '../../../benchmarks/suite/digits-vae/statistics.json' with { type: 'json' };

describe('the long tail', () => {
  const { labels } = loadMnist().training;

  it('is Zipf’s law with exponent 1.2 over the digits, downwards', () => {
    expect(ORDER).toEqual([9, 8, 7, 6, 5, 4, 3, 2, 1, 0]);
    // python3: p = [r**-1.2 for r in range(1, 11)]; p[0]/sum(p), p[9]/sum(p)
    expect(FREQUENCIES[9]).toBeCloseTo(0.4052334497650483, 12);
    expect(FREQUENCIES[0]).toBeCloseTo(0.02556850213583027, 12);
    expect(FREQUENCIES.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 12);
  });

  it('draws every digit with its frequency, and no image twice while there are others', () => {
    const drawn = drawLongTail(labels, 10_000, new Stream('long-tail'));
    expect(new Set(drawn).size).toBe(10_000);
    let squares = 0;
    for (let digit = 0; digit < 10; digit++) {
      const expected = 10_000 * (FREQUENCIES[digit] as number);
      const count = drawn.filter((index) => labels[index] === digit).length;
      squares += ((count - expected) * (count - expected)) / expected;
    }
    // scipy.stats.chi2.ppf(0.9999, 9)
    expect(squares).toBeLessThan(33.719948438964906);
  });

  it('begins again where a digit has no more images', () => {
    const drawn = drawLongTail(labels, 20_000, new Stream('long-tail'));
    const nines = drawn.filter((index) => labels[index] === 9);
    expect(new Set(nines).size).toBe(5949);
    expect(nines.length).toBeGreaterThan(5949);
  });
});

describe.each([
  { card: vaeCard, distribution: allDigits, statistics: vaeStatistics },
  { card: longtailCard, distribution: longTail, statistics: longtailStatistics },
])('$card.id: the statistics of real digits that are kept', ({ card, distribution, statistics }) => {
  it('are to the last bit what the engine computes', async () => {
    expect(computeDigitStatistics(card, await loadEngine('wasm'), distribution())).toEqual(statistics);
  }, 60_000);
});

describe.each([vae, longtail])('$card.id', ({ card, create }) => {
  let benchmark: Benchmark;
  let world: World;

  beforeAll(async () => {
    benchmark = await create(card.params.parse({ steps: 30, sampleSize: 300 }), await loadEngine('wasm'));
    world = await benchmark.open(new Stream('world'), 1);
  }, 60_000);

  it('has a value for the truth of every metric but the reconstruction error', () => {
    expect(Object.keys(benchmark.truth)).toEqual(
      card.metrics.map(({ id }) => id).filter((id) => id !== 'reconstruction-error'),
    );
    expect(benchmark.truth.frechet).toBeLessThan(2);
    expect(benchmark.truth.coverage).toBeGreaterThan(0.9);
    expect(benchmark.truth['class-tv']).toBeLessThan(0.04);
    expect(benchmark.truth['classes-alive']).toBe(10);
  });

  it('draws different images, and recognises at least 95% of them', async () => {
    const batch = await world.drawReal(2000, new Stream('real'), 0);
    expect([batch.count, batch.pixelData.width]).toEqual([2000, 784]);
    const answers = (await world.verify?.(batch, 0)) ?? new Uint8Array();
    expect(answers.reduce((sum, answer) => sum + answer, 0)).toBeGreaterThan(1900);
    // The mean of two images is what digits that blend look like.
    const { values, width } = batch.pixelData;
    const blended = values.map((value, i) => (value + (values[(i + width) % values.length] as number)) / 2);
    const accepted =
      (await world.verify?.(batch.withData({ ...batch.pixelData, values: blended }), 0)) ?? new Uint8Array();
    expect(accepted.length).toBe(2000);
    expect(accepted.reduce((sum, answer) => sum + answer, 0)).toBeLessThan(1500);
  });

  it('measures a model, the same for the same stream', async () => {
    const { model } = await world.learner.fit(await world.drawReal(300, new Stream('real'), 0), new Stream('fit'));
    const evaluate = () => world.evaluate({ generation: 0, model, initial: model, rng: new Stream('evaluate') });
    const values = await evaluate();
    expect(Object.keys(values)).toEqual(card.metrics.map(({ id }) => id));
    expect(await evaluate()).toEqual(values);
    for (const value of Object.values(values)) expect(Number.isFinite(value)).toBe(true);
    expect(values.frechet).toBeGreaterThan(10);
  });

  it('leaves no tensor behind, generation after generation', async () => {
    const { tf } = await loadEngine('wasm');
    const { model } = await world.learner.fit(await world.drawReal(300, new Stream('real'), 0), new Stream('fit'));
    const seen = await world.drawReal(50, new Stream('seen'), 0);
    const before = tf.memory().numTensors;
    for (let generation = 0; generation < 3; generation++) {
      await world.evaluate({ model, initial: model, rng: new Stream(`evaluate/${generation}`), generation });
      await world.verify?.(seen, 0);
      expect(tf.memory().numTensors).toBe(before);
    }
  });
});
