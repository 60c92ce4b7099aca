/**
 * The n-gram learners against independent references. PYTHON below: a brute-force dictionary implementation of the published
 * equations in exact rational arithmetic, test/support/ngram_reference.py (Python 3.11, nltk 3.10.4), run as
 * `python ngram_reference.py`; its corpus is SENTENCES.
 */
import { expect, test } from 'vitest';
import { Divergence } from '#benchmarks/learners/learner.ts';
import { estimateDiscount, UNIFORM_SHARE } from '#benchmarks/learners/ngram/kneser-ney.ts';
import { fitNgrams, ngramLearner, type Smoothing } from '#benchmarks/learners/ngram/learner.ts';
import { advance, logProbabilities, type NgramModel, startHistory } from '#benchmarks/learners/ngram/model.ts';
import { firstAbove, sampleSentences, samplingTables } from '#benchmarks/learners/ngram/sampler.ts';
import { Batch } from '#benchmarks/numerics/batch.ts';
import { Stream } from '#benchmarks/numerics/stream.ts';
import { chiSquare } from '../../support/chi-square.ts';

const OUTCOMES = 10;
const END = 9;
const START = 10;
/** The seventh was cut: it lacks </s>. */
const SENTENCES = [
  [0, 1, 2, 3, 9],
  [0, 1, 2, 4, 9],
  [0, 1, 3, 2, 9],
  [4, 2, 3, 0, 1, 2, 9],
  [1, 2, 3, 9],
  [0, 1, 2, 3, 5, 9],
  [5, 6],
  [2, 2, 1, 0, 9],
];
const WEIGHTS = [1, 0.5, 2, 1, 3, 0.25, 1, 0.5];

function batchOf(sentences: readonly (readonly number[])[]): Batch {
  const offsets = [0];
  for (const sentence of sentences) offsets.push((offsets[offsets.length - 1] as number) + sentence.length);
  return Batch.sequences(Int32Array.from(sentences.flat()), Int32Array.from(offsets));
}

const fitText = (order: number, smoothing: Smoothing = 'kneser-ney', batch = batchOf(SENTENCES)) =>
  fitNgrams(batch, order, smoothing, OUTCOMES);

/** p(token | history); a history that starts with START is the start of a sentence. */
function probability(model: NgramModel, token: number, ...history: number[]): number {
  const state = startHistory(model);
  if (history[0] !== START) state[0] = -1;
  for (const word of history.filter((w) => w !== START)) advance(model, state, word);
  return state[0] === -1 ? (model.unigram[token] as number) : advance(model, state, token);
}

test('Kneser–Ney agrees with the brute-force reference', () => {
  const model = fitText(3);
  const expected: [number, number[], number][] = [
    [2, [0, 1], 0.7783058160535117],
    [3, [1, 2], 0.544102861920688],
    [7, [1, 2], 2.6703296703296702e-5],
    [0, [START], 0.4698864966555184],
    [1, [START, 0], 0.8866189130434783],
    [9, [2, 3], 0.42845684782608695],
    [4, [6, 8], 0.0869695652173913],
    [8, [], 0.0001],
    [2, [], 0.21727391304347826],
    [5, [3], 0.13713277591973244],
    [9, [5, 6], 0.21727391304347826],
  ];
  for (const [token, history, value] of expected) expect(probability(model, token, ...history)).toBeCloseTo(value, 13);
  const sums = logProbabilities(
    model,
    batchOf([
      [0, 1, 2, 3, 9],
      [7, 1, 2],
    ]),
  );
  expect(sums[0]).toBeCloseTo(-2.582422103787085, 12);
  expect(sums[1]).toBeCloseTo(-12.906759393701746, 12);
});

test('Kneser–Ney agrees with nltk where the two models are the same: a bigram, but for the uniform share', () => {
  // KneserNeyInterpolated(2, discount=15/19) fitted on everygrams(['<s>'] + s, max_len=2) of the complete sentences; .score(w, h)
  const model = fitText(2, 'kneser-ney', batchOf(SENTENCES.filter((sentence) => sentence.includes(END))));
  expect(estimateDiscount(Float64Array.from([...Array(15).fill(1), 2, 2, 4, 4, 5, 5]))).toBeCloseTo(15 / 19, 15);
  const expected: [number, number, number][] = [
    [2, 1, 0.682062298603652],
    [3, 2, 0.39849624060150374],
    [0, START, 0.523093447905478],
    [9, 3, 0.39248120300751876],
    [4, 0, 0.02506265664160401],
  ];
  for (const [token, word, value] of expected) {
    expect(Math.abs(probability(model, token, word) - value)).toBeLessThan(UNIFORM_SHARE * value);
  }
});

test('a discount that would be 0 or 1 is ½ instead', () => {
  expect(estimateDiscount(Float64Array.from([1, 1, 3]))).toBe(0.5);
  expect(estimateDiscount(Float64Array.from([2, 3]))).toBe(0.5);
  expect(estimateDiscount(Float64Array.from([1, 1, 2]))).toBe(0.5);
  expect(estimateDiscount(Float64Array.from([1, 1, 1, 2, 9]))).toBe(0.6);
});

test('weighted Kneser–Ney agrees with the reference; equal weights change nothing, weight 0 removes', () => {
  const batch = batchOf(SENTENCES);
  const weighted = fitText(3, 'kneser-ney', batch.withWeights(Float64Array.from(WEIGHTS)));
  expect(probability(weighted, 2, 0, 1)).toBeCloseTo(0.700517311676655, 13);
  expect(probability(weighted, 3, 1, 2)).toBeCloseTo(0.648385256578152, 13);
  expect(probability(weighted, 0, START)).toBeCloseTo(0.3844794830933982, 13);
  expect(probability(weighted, 2)).toBeCloseTo(0.21581698113207548, 13);

  const equal = fitText(3, 'kneser-ney', batch.withWeights(new Float64Array(SENTENCES.length).fill(0.3)));
  const without = fitText(
    3,
    'kneser-ney',
    batch.withWeights(Float64Array.from(SENTENCES, (_, i) => (i === 3 ? 0 : 1))),
  );
  const removed = fitText(3, 'kneser-ney', batchOf(SENTENCES.filter((_, i) => i !== 3)));
  for (const history of [[], [0], [0, 1], [START, 0]]) {
    for (let token = 0; token < OUTCOMES; token++) {
      expect(probability(equal, token, ...history)).toBeCloseTo(probability(fitText(3), token, ...history), 13);
      expect(probability(without, token, ...history)).toBe(probability(removed, token, ...history));
    }
  }
});

test('Witten–Bell agrees with the brute-force reference', () => {
  const model = fitText(3, 'witten-bell');
  expect(probability(model, 2, 0, 1)).toBeCloseTo(0.7321580547112462, 13);
  expect(probability(model, 7, 1, 2)).toBeCloseTo(0.0022796352583586625, 13);
  expect(probability(model, 0, START)).toBeCloseTo(0.36333878887070375, 13);
  expect(probability(model, 2)).toBeCloseTo(0.20851063829787234, 13);
});

test.each([
  [2, 'kneser-ney'],
  [3, 'kneser-ney'],
  [4, 'kneser-ney'],
  [5, 'kneser-ney'],
  [3, 'witten-bell'],
] as const)('probabilities sum to 1 after every history: order %i, %s', (order, smoothing) => {
  const batch = batchOf(SENTENCES).withWeights(Float64Array.from(WEIGHTS));
  for (const model of [fitText(order, smoothing), fitText(order, smoothing, batch)]) {
    const words = Array.from({ length: OUTCOMES + 1 }, (_, w) => w);
    const histories = words.flatMap((a) =>
      words.filter((b) => b !== START).flatMap((b) => [[a], [a, b], [a, b, 2], [a, b, 1, 2]]),
    );
    for (const history of [[], ...histories]) {
      let sum = 0;
      for (let token = 0; token < OUTCOMES; token++) sum += probability(model, token, ...history);
      expect(Math.abs(sum - 1)).toBeLessThan(1e-12);
    }
  }
});

test.each([1, 0.7, 1.6])('samples follow the model, at temperature %f', (temperature) => {
  const model = fitText(3);
  const drawn = sampleSentences(model, END, 200_000, new Stream(`test/ngram/${temperature}`), temperature);
  const { tokens, offsets } = drawn.sequenceData;
  expect(drawn.units).toBe(200_000);
  const counts = new Map<string, Float64Array>();
  for (let s = 0; s < drawn.count; s++) {
    const sentence = [START, ...tokens.subarray(offsets[s], offsets[s + 1])];
    for (let i = 1; i < sentence.length; i++) {
      const key = sentence.slice(Math.max(0, i - 2), i).join(' ');
      const row = counts.get(key) ?? new Float64Array(OUTCOMES);
      row[sentence[i] as number] = (row[sentence[i] as number] as number) + 1;
      counts.set(key, row);
    }
  }
  let tested = 0;
  for (const [key, observed] of counts) {
    const total = observed.reduce((sum, count) => sum + count, 0);
    if (total < 500) continue;
    const powers = Array.from(observed, (_, token) =>
      Math.exp(Math.log(probability(model, token, ...key.split(' ').map(Number))) / temperature),
    );
    const z = powers.reduce((sum, power) => sum + power, 0);
    const { statistic, limit } = chiSquare(
      observed,
      powers.map((power) => (power / z) * total),
      1 - 1e-5,
    );
    expect(statistic, `after ${key}`).toBeLessThan(limit);
    tested++;
  }
  expect(tested).toBeGreaterThan(20);
});

test('a tempered bigram part agrees with the reference’s normalised powers', () => {
  // Reference, T = 0.7, history (0): q(1) = 0.6567688867346136; history (): q(2) = 0.25798473762474167
  const model = fitText(3);
  const { unigram, levels } = samplingTables(model, 0.7);
  expect((unigram.sums[2] as number) - (unigram.sums[1] as number)).toBeCloseTo(0.25798473762474167, 12);
  // q(1|0) = own part + (1 − own mass) q(1).
  const { starts, table } = model.levels[0] as NgramModel['levels'][number];
  const { sums: cumulative } = levels[0] as (typeof levels)[number];
  const entry = table.find(0, 1);
  const own = (cumulative[entry] as number) - (entry > (starts[0] as number) ? (cumulative[entry - 1] as number) : 0);
  const mass = cumulative[(starts[1] as number) - 1] as number;
  expect(own + (1 - mass) * 0.12441065158188348).toBeCloseTo(0.6567688867346136, 12);
});

test('temperature 1 is the model itself, bit for bit, and extreme temperatures stay finite', async () => {
  const learner = ngramLearner('ngram', { order: 3, smoothing: 'kneser-ney', outcomes: OUTCOMES, end: END });
  const { model } = await learner.fit(batchOf(SENTENCES), new Stream('fit'));
  const plain = await learner.sample(model, 1000, new Stream('t'));
  const tempered = await learner.sample(model, 1000, new Stream('t'), { temperature: 1 });
  expect(tempered.sequenceData).toEqual(plain.sequenceData);
  for (const temperature of [0.01, 100]) {
    const drawn = await learner.sample(model, 1000, new Stream('t'), { temperature });
    expect(drawn.units).toBe(1000);
    for (const { sums } of samplingTables(model, temperature).levels) expect(sums.every(Number.isFinite)).toBe(true);
  }
});

test('a draw is the first sum above it, wherever its guide begins', () => {
  const model = fitText(3);
  for (const temperature of [1, 0.3, 3]) {
    const { unigram, levels } = samplingTables(model, temperature);
    const families = levels.flatMap((own, index) => {
      const { starts } = model.levels[index] as NgramModel['levels'][number];
      return Array.from(starts.subarray(0, -1), (from, history) => [own, from, starts[history + 1] as number] as const);
    });
    for (const [own, from, to] of [[unigram, 0, OUTCOMES] as const, ...families]) {
      if (from === to) continue;
      const sums = own.sums.subarray(from, to);
      const last = sums[sums.length - 1] as number;
      // Every sum itself, what lies just below and above it, and what lies between.
      const draws = [...sums].flatMap((sum) => [sum, sum * (1 - 2 ** -53), sum * (1 + 2 ** -52), sum / 2]);
      for (const u of draws.filter((draw) => draw < last)) {
        const expected = sums.findIndex((sum) => sum > u);
        expect(firstAbove(own, from, to, u)).toBe(from + expected);
      }
    }
  }
});

test('no text is a divergence, and one word is enough', () => {
  expect(() => fitText(3, 'kneser-ney', batchOf([]))).toThrow(Divergence);
  expect(() => fitText(3, 'kneser-ney', Batch.of(batchOf([[1]]).data, Float64Array.of(0)))).toThrow(Divergence);
  const model = fitText(3, 'kneser-ney', batchOf([[1]]));
  expect(sampleSentences(model, END, 50, new Stream('one'), 1).units).toBe(50);
});
