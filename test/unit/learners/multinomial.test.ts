import { expect, test } from 'vitest';
import { Divergence } from '#benchmarks/learners/learner.ts';
import {
  drawCategories,
  fitMultinomial,
  multinomialLearner,
  temperedProbabilities,
} from '#benchmarks/learners/multinomial.ts';
import { AliasTable } from '#benchmarks/numerics/alias-table.ts';
import { Batch } from '#benchmarks/numerics/batch.ts';
import { Stream } from '#benchmarks/numerics/stream.ts';
import { chiSquare } from '../../support/chi-square.ts';

const P = Float64Array.from([0.5, 0.3, 0, 0.15, 0.05]);
const rows = (...values: number[]) => Batch.rows(Float64Array.from(values), 1);

test('fits relative frequencies, weighted or not', () => {
  expect(Array.from(fitMultinomial(rows(0, 1, 1, 3), 4).probabilities)).toEqual([0.25, 0.5, 0, 0.25]);
  const weighted = rows(0, 1, 1, 3).withWeights(Float64Array.from([2, 1, 1, 0]));
  expect(Array.from(fitMultinomial(weighted, 4).probabilities)).toEqual([0.5, 0.5, 0, 0]);
  expect(() => fitMultinomial(Batch.of(rows(0).data, Float64Array.of(0)), 2)).toThrow(Divergence);
});

test('samples follow the probabilities, and a probability of 0 is never drawn', () => {
  const drawn = drawCategories(P, 100_000, new Stream('test/multinomial')).rowData.values;
  const counts = new Float64Array(P.length);
  for (const value of drawn) counts[value] = (counts[value] as number) + 1;
  expect(counts[2]).toBe(0);
  const { statistic, limit } = chiSquare(
    counts,
    P.map((p) => p * drawn.length),
    0.999,
  );
  expect(statistic).toBeLessThan(limit);
});

test('an alias table refuses weights without mass and keeps zeros out at any size', () => {
  expect(() => new AliasTable([0, 0])).toThrow(RangeError);
  const weights = Float64Array.from({ length: 501 }, (_, i) => (i % 3 === 0 ? 0 : 1 / (i + 1)));
  const table = new AliasTable(weights);
  const rng = new Stream('test/alias');
  let impossible = 0;
  for (let i = 0; i < 50_000; i++) if (weights[table.draw(rng)] === 0) impossible++;
  expect(impossible).toBe(0);
});

test('a temperature takes normalised powers', () => {
  // Python: z = [a**(1/T) for a in p]; [x/sum(z) for x in z] for p = .5, .3, .15, .05
  const close = (values: Float64Array, expected: number[]) => {
    for (const [i, value] of expected.entries()) expect(values[i]).toBeCloseTo(value, 14);
  };
  close(
    temperedProbabilities(P, 0.5),
    [0.684931506849315, 0.2465753424657534, 0, 0.06164383561643835, 0.006849315068493152],
  );
  close(
    temperedProbabilities(P, 2),
    [0.3789964714453117, 0.2935694044358133, 0, 0.20758491662545975, 0.1198492074934152],
  );
  expect(temperedProbabilities(P, 1)).toBe(P);
  close(temperedProbabilities(P, 0.01), [1, 0, 0, 0, 0]);
});

test('the log-density of an example is ln p', async () => {
  const learner = multinomialLearner(5);
  const values = await learner.logDensity?.({ probabilities: P }, rows(1, 0, 2));
  expect(Array.from(values ?? [])).toEqual([Math.log(0.3), Math.log(0.5), -Infinity]);
});
