/** The digit benchmarks of suite 0.3: whose ranks, whose held-out images, how the world turns, and what a model is held against. */
import { beforeAll, describe, expect, it } from 'vitest';
import { loadMnist } from '#benchmarks/data/mnist.ts';
import { withDerived, withoutDerived } from '#benchmarks/metrics/derived.ts';
import { loadEngine } from '#benchmarks/numerics/engine/load.ts';
import { Stream } from '#benchmarks/numerics/stream.ts';
import { card as driftCard } from '#benchmarks/suite/digits-drift/card.ts';
import drift from '#benchmarks/suite/digits-drift/index.ts';
import { classesOn, ringFrequencies, STATES } from '#benchmarks/suite/digits-drift/ring.ts';
import { turningDigits } from '#benchmarks/suite/digits-drift/worlds.ts';
import { card as longtailCard } from '#benchmarks/suite/digits-longtail/3/card.ts';
import longtail from '#benchmarks/suite/digits-longtail/3/index.ts';
import { permutedTail } from '#benchmarks/suite/digits-longtail/3/worlds.ts';
import { card as vaeCard } from '#benchmarks/suite/digits-vae/3/card.ts';
import vae from '#benchmarks/suite/digits-vae/3/index.ts';
import { allDigits } from '#benchmarks/suite/digits-vae/3/worlds.ts';
import type { Benchmark, World } from '#benchmarks/suite/shared/benchmark.ts';
import { heldOutPool } from '#benchmarks/suite/shared/digits-held-out.ts';
import { rankedDigits } from '#benchmarks/suite/shared/digits-ranks.ts';
import { seeWith } from '#benchmarks/suite/shared/digits-seen.ts';
import { computeDigitTruth } from '#benchmarks/suite/shared/digits-truth.ts';
import driftStatistics from '../../../benchmarks/suite/digits-drift/statistics.json' with { type: 'json' };
import longtailStatistics from '../../../benchmarks/suite/digits-longtail/3/statistics.json' with { type: 'json' };
import vaeStatistics from '../../../benchmarks/suite/digits-vae/3/statistics.json' with { type: 'json' };

const { training } = loadMnist();
const DIGITS = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9];
const countsOf = (indices: Int32Array): number[] =>
  DIGITS.map((digit) => indices.filter((index) => training.labels[index] === digit).length);

describe('the ranks of a seed', () => {
  const orders = (from: number, to: number) =>
    Array.from({ length: to - from + 1 }, (_, i) => rankedDigits('test@1', from + i));

  it('give each digit each rank once in ten seeds', () => {
    for (const ten of [orders(1, 10), orders(11, 20)]) {
      for (const rank of DIGITS) expect(ten.map((order) => order[rank]).sort()).toEqual(DIGITS);
    }
    expect(orders(11, 20)).not.toEqual(orders(1, 10));
  });

  it('give a digit common and rare ones in five: every other rank', () => {
    for (const digit of DIGITS) {
      const ranks = orders(1, 5).map((order) => order.indexOf(digit));
      expect(ranks.sort()).toEqual([0, 2, 4, 6, 8].map((rank) => rank + (ranks[0] as number)));
    }
  });
});

describe('the ring', () => {
  it('falls with the distance from the crest, as (1 + d)^−1.9', () => {
    // python3: p = [(1 + min(d, 10 - d))**-1.9 for d in range(10)]; [x/sum(p) for x in p]
    const [crest = 0, beside = 0] = ringFrequencies(0);
    expect(crest).toBeCloseTo(0.486689159174157, 12);
    expect(beside / crest).toBeCloseTo(0.2679433656340733, 12);
    for (const generation of [0, 1, 7, 50]) {
      expect(ringFrequencies(generation).reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 12);
    }
  });

  it('turns: the commonest digit is the rarest ten generations later, and the commonest again after twenty', () => {
    const at = (generation: number) => classesOn([3, 1, 4, 5, 9, 2, 6, 8, 7, 0], generation);
    expect(at(0).order[0]).toBe(3);
    expect(at(10).order.at(-1)).toBe(3);
    expect(at(10).order[0]).toBe(2);
    expect(at(20)).toEqual(at(0));
  });

  it('has the same frequencies every second generation, from common to rare', () => {
    for (let generation = 0; generation < 20; generation++) {
      const { frequencies } = classesOn(DIGITS, generation);
      expect(Array.from(frequencies)).toEqual(Array.from(frequencies).sort((a, b) => b - a));
      for (const [rank, frequency] of classesOn(DIGITS, generation + STATES).frequencies.entries())
        expect(frequency).toBeCloseTo(frequencies[rank] as number, 12);
    }
  });
});

describe('a draw', () => {
  it.each([
    { name: 'of the long tail', worlds: permutedTail(training), seed: 3, generation: 0 },
    { name: 'of the turned ring', worlds: turningDigits(training), seed: 2, generation: 7 },
  ])('$name has every digit with its frequency, and no image twice', ({ worlds, seed, generation }) => {
    const classes = worlds.classesAt(seed, generation);
    const drawn = worlds.draw(classes, 10_000, new Stream('draw'));
    expect(new Set(drawn).size).toBe(10_000);
    const counts = countsOf(drawn);
    const squares = classes.order.map((digit, rank) => {
      const expected = 10_000 * (classes.frequencies[rank] as number);
      const difference = (counts[digit] as number) - expected;
      return (difference * difference) / expected;
    });
    // scipy.stats.chi2.ppf(0.9999, 9)
    expect(squares.reduce((sum, square) => sum + square, 0)).toBeLessThan(33.719948438964906);
  });

  it('of all digits has no image twice however large it is', () => {
    const worlds = allDigits(training);
    expect(new Set(worlds.draw(worlds.classesAt(1, 0), 60_000, new Stream('all'))).size).toBe(60_000);
  });
});

it('held-out images are a seed’s own, with the true frequencies', async () => {
  const draw = heldOutPool(seeWith(await loadEngine('wasm')));
  const classes = permutedTail(training).classesAt(1, 0);
  const [one, other] = [draw(new Stream('one'))(classes), draw(new Stream('other'))(classes)];
  expect(one.compared.count).toBe(1000);
  expect(one.compared.pixelData.values).not.toEqual(other.compared.pixelData.values);
  expect(draw(new Stream('one'))(classes)).toEqual(one);
  const { heldOut } = loadMnist();
  const known = new Map(
    Array.from(heldOut.labels, (label, i) => [heldOut.pixels.subarray(i * 784, (i + 1) * 784).join(), label]),
  );
  const labels = Array.from({ length: 1000 }, (_, i) => known.get(one.compared.image(i).join()));
  for (const [rank, digit] of classes.order.entries()) {
    const count = labels.filter((label) => label === digit).length;
    expect(Math.abs(count - 1000 * (classes.frequencies[rank] as number))).toBeLessThan(1);
  }
});

describe.each([
  { card: vaeCard, worlds: allDigits(training), states: 1, statistics: vaeStatistics },
  { card: longtailCard, worlds: permutedTail(training), states: 1, statistics: longtailStatistics },
  { card: driftCard, worlds: turningDigits(training), states: STATES, statistics: driftStatistics },
])('$card.id@$card.version: the truth that is kept', ({ card, worlds, states, statistics }) => {
  it('is to the last bit what the engine computes', async () => {
    expect(computeDigitTruth(card, await loadEngine('wasm'), worlds, states)).toEqual(statistics);
  }, 180_000);
});

describe.each([vae, longtail, drift])('$card.id@$card.version', ({ card, create }) => {
  let benchmark: Benchmark;
  let world: World;
  const fitted = async () =>
    (await world.learner.fit(await world.drawReal(300, new Stream('real'), 0), new Stream('fit'))).model;

  beforeAll(async () => {
    const params = card.params.parse({ steps: 30, sampleSize: 300, hidden: 32 });
    benchmark = await create(params, await loadEngine('wasm'));
    world = await benchmark.open(new Stream('world'), 1);
  }, 60_000);

  it('has one truth for all seeds of what real images show', () => {
    const at = (id: string, generation: number): number | undefined => {
      const value = benchmark.truth[id];
      return typeof value === 'function' ? value(generation) : value;
    };
    for (const generation of [0, 1, 50]) {
      expect(at('frechet', generation)).toBeLessThan(2);
      expect(at('coverage', generation)).toBeGreaterThan(0.9);
      expect(at('class-tv', generation)).toBeLessThan(0.04);
      expect(at('reconstruction-error', generation)).toBeUndefined();
      expect(at('rare-class-survival', generation)).toBeUndefined();
    }
  });

  it('measures a model, the same for the same stream', async () => {
    const model = await fitted();
    const evaluate = () => world.evaluate({ generation: 1, model, initial: model, rng: new Stream('evaluate') });
    const values = await evaluate();
    expect(Object.keys(values)).toEqual(card.metrics.map(({ id }) => id));
    expect(await evaluate()).toEqual(values);
    expect(values.frechet).toBeGreaterThan(10);
    const setting = { card, params: {}, size: 300 };
    const rows = Object.fromEntries(Object.entries(values).map(([id, value]) => [id, [[value]]]));
    expect(withDerived(withoutDerived(rows, setting), setting)).toEqual(rows);
  });

  it('makes as many passes over more data, and twice the updates over twice as much', async () => {
    const epochsOf = async (units: number) =>
      (await world.learner.fit(await world.drawReal(units, new Stream('real'), 0), new Stream('fit'))).epochs;
    const [one, two] = [await epochsOf(300), await epochsOf(600)];
    expect(one).toBeCloseTo((30 * 64) / 300, 12);
    expect(two).toBeCloseTo(one, 12);
  });

  it('leaves no tensor behind', async () => {
    const { tf } = await loadEngine('wasm');
    const model = await fitted();
    const seen = await world.drawReal(50, new Stream('seen'), 0);
    const before = tf.memory().numTensors;
    await world.evaluate({ model, initial: model, rng: new Stream('evaluate'), generation: 2 });
    await world.verify?.(seen, 2);
    expect(tf.memory().numTensors).toBe(before);
  });
});

describe('digits-longtail@3', () => {
  it('gives what is by rank the same truth for all seeds, and survival beside generation 0', async () => {
    const { truth } = await longtail.create(longtailCard.params.parse({}), await loadEngine('wasm'));
    for (const [rank, frequency] of longtailCard.frequencies.entries())
      expect(truth[`rank-${rank + 1}-share`]).toBeCloseTo(frequency, 1);
    expect(longtailCard.frequencies[0]).toBeCloseTo(0.4052334497650483, 12);
    expect(longtailCard.frequencies[9]).toBeCloseTo(0.02556850213583027, 12);
  });

  it('computes what follows from the shares by rank back from them', () => {
    const shares = [0.5, 0.2, 0.1, 0.05, 0.05, 0.04, 0.03, 0.02, 0.01, 0];
    const rows = Object.fromEntries(shares.map((share, i) => [`rank-${i + 1}-share`, [[share]]]));
    const full = withDerived(rows, { card: longtailCard, params: {}, size: 5000 });
    const distance = shares.reduce((sum, share, i) => sum + Math.abs(share - (longtailCard.frequencies[i] ?? 0)), 0);
    expect(full['class-tv']?.[0]?.[0]).toBeCloseTo(distance / 2, 12);
    expect(Object.keys(full)).toEqual(expect.arrayContaining(['class-entropy', 'rare-class-recall']));
  });
});

describe('digits-drift', () => {
  it('follows the world: real digits of a generation are those that the check lets pass in it', async () => {
    const benchmark = await drift.create(driftCard.params.parse({}), await loadEngine('wasm'));
    const world = await benchmark.open(new Stream('world'), 4);
    const share = async (drawn: number, checked: number) => {
      const batch = await world.drawReal(2000, new Stream('real'), drawn);
      const answers = (await world.verify?.(batch, checked)) ?? new Uint8Array();
      return answers.reduce((sum, answer) => sum + answer, 0) / 2000;
    };
    expect(await share(10, 10)).toBeGreaterThan(0.9);
    expect(await share(0, 10)).toBeLessThan(0.7);
  });
});
