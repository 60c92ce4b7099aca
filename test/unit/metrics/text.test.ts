import { expect, test } from 'vitest';
import { effectiveCategories, heterozygosity, support } from '#benchmarks/metrics/formulas/categorical-diversity.ts';
import { distinctShare, repeatedFourGrams } from '#benchmarks/metrics/formulas/distinct-n.ts';
import { crossEntropy, perToken, shareAbove, shareBelow } from '#benchmarks/metrics/formulas/sentence-likelihood.ts';
import { expectedSupport, rareCount, tailRecall } from '#benchmarks/metrics/formulas/tail-recall.ts';
import { totalVariation } from '#benchmarks/metrics/formulas/total-variation.ts';
import { shareAlive } from '#benchmarks/metrics/formulas/words-alive.ts';
import { Batch } from '#benchmarks/numerics/batch.ts';
import { Stream } from '#benchmarks/numerics/stream.ts';

const P = Float64Array.from([0.5, 0.3, 0.15, 0.05]);
const Q = Float64Array.from([0.25, 0.25, 0.25, 0.25]);
/** Words 0…7, 8 ends a sentence. */
const TEXT = Batch.sequences(
  Int32Array.from([0, 1, 2, 3, 0, 1, 2, 3, 8, 4, 0, 1, 8, 2]),
  Int32Array.from([0, 9, 13, 14]),
);

test('distances and diversity of distributions', () => {
  // Python: sum(abs(a-b) for a,b in zip(p,q))/2; math.exp(-sum(a*math.log(a) for a in p)); 1-sum(a*a for a in p)
  expect(totalVariation(P, Q)).toBeCloseTo(0.3, 15);
  expect(effectiveCategories(P)).toBeCloseTo(3.1334042802620585, 14);
  expect(heterozygosity(P)).toBeCloseTo(0.635, 15);
  expect(effectiveCategories(Q)).toBeCloseTo(4, 14);
  expect(support(Float64Array.from([0.5, 0, 0.5, 0]))).toBe(2);
  expect(effectiveCategories(Float64Array.from([1, 0]))).toBe(1);
});

test('the tail is the rarest decile, measured against one fit', () => {
  expect(rareCount(2000)).toBe(200);
  expect(rareCount(11)).toBe(2);
  expect(expectedSupport(Float64Array.from([0.5, 0.5]), 2)).toBeCloseTo(1.5, 14);
  const truth = Float64Array.from([...Array(9).fill(0.1), 0.1]);
  expect(tailRecall(truth, truth, 1)).toBeCloseTo(1 / 0.1, 12);
  expect(tailRecall(Float64Array.from([1, ...Array(9).fill(0)]), truth, 1)).toBe(0);
});

test('n-grams are counted inside sentences and over words only', () => {
  // Words: 0123 0123 | 401 | 2. Bigrams 01 12 23 30 01 12 23 | 40 01: 5 different of 9. 4-grams 0123 1230 2301 3012 0123: 4 of 5.
  expect(distinctShare(TEXT, 1, 8)).toBeCloseTo(5 / 12, 15);
  expect(distinctShare(TEXT, 2, 8)).toBeCloseTo(5 / 9, 15);
  expect(repeatedFourGrams(TEXT, 8)).toBeCloseTo(1 / 5, 15);
  expect(repeatedFourGrams(Batch.sequences(Int32Array.from([0, 8]), Int32Array.from([0, 2])), 8)).toBeNaN();
});

test('distinct n-grams agree with a set of strings', () => {
  const rng = new Stream('test/distinct');
  const tokens = Int32Array.from({ length: 5000 }, () => rng.int(9));
  const offsets = [0];
  for (let i = 0; i < tokens.length; i++) if (tokens[i] === 8) offsets.push(i + 1);
  offsets.push(tokens.length);
  const batch = Batch.sequences(tokens, Int32Array.from(offsets));
  for (const n of [1, 2, 3, 4] as const) {
    const seen = new Set<string>();
    let total = 0;
    for (let s = 0; s < batch.count; s++) {
      const words = Array.from(batch.sequence(s)).filter((token) => token < 8);
      for (let i = 0; i + n <= words.length; i++, total++) seen.add(words.slice(i, i + n).join(' '));
    }
    expect(distinctShare(batch, n, 8)).toBe(seen.size / total);
  }
});

test('words alive', () => {
  expect(shareAlive(TEXT, Int32Array.from([0, 1, 2, 3, 4, 5, 6, 7]))).toBe(5 / 8);
  expect(shareAlive(TEXT, Int32Array.from([4, 5, 6, 7]))).toBe(1 / 4);
});

test('likelihoods of sentences', () => {
  const sums = Float64Array.from([-18, -2, -1]);
  expect(Array.from(perToken(sums, TEXT))).toEqual([-2, -0.5, -1]);
  expect(crossEntropy(sums, TEXT)).toBe(1.5);
  expect(shareBelow(Float64Array.from([1, 2, 3, 4]), 2)).toBe(0.25);
  expect(shareAbove(Float64Array.from([1, 2, 3, 4]), 2)).toBe(0.5);
});
