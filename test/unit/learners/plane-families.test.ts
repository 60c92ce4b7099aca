import { describe, expect, it } from 'vitest';
import { fitHistogram, histogramLearner } from '#benchmarks/learners/histogram.ts';
import { fitKde, kdeLearner } from '#benchmarks/learners/kde.ts';
import { Divergence } from '#benchmarks/learners/learner.ts';
import { Batch } from '#benchmarks/numerics/batch.ts';
import { Stream } from '#benchmarks/numerics/stream.ts';
import { largestError, planePoints } from './plane-points.ts';

const queries = Batch.rows(Float64Array.of(0, 0, 2, 1, -6, 5), 2);

describe('the kernel density', () => {
  it('is SciPy’s gaussian_kde with Silverman’s bandwidth', async () => {
    // gaussian_kde(X[:20].T, bw_method='silverman').logpdf(Q.T), SciPy 1.10.0
    const model = fitKde(Batch.rows(planePoints(20), 2));
    const expected = [-4.299789504003157, -3.504291613984683, -10.067324313530248];
    expect(largestError((await kdeLearner().logDensity?.(model, queries)) as Float64Array, expected)).toBeLessThan(
      1e-13,
    );
  });

  it('weighs examples as SciPy does', async () => {
    // gaussian_kde(X[:20].T, bw_method='silverman', weights=1 + np.arange(20) % 3).logpdf(Q.T)
    const weights = Float64Array.from({ length: 20 }, (_, i) => 1 + (i % 3));
    const model = fitKde(Batch.rows(planePoints(20), 2).withWeights(weights));
    const expected = [-4.253093423258004, -3.537137165099731, -9.23364056383942];
    expect(largestError((await kdeLearner().logDensity?.(model, queries)) as Float64Array, expected)).toBeLessThan(
      1e-13,
    );
  });

  it('doesn’t change with the batch that it was fitted on', () => {
    const training = Batch.rows(planePoints(20), 2);
    const { points } = fitKde(training);
    training.rowData.values.fill(0);
    expect(points).toEqual(planePoints(20));
  });

  it.each([0.6, 1, 1.8])('at T = %f samples from the tempered density', async (temperature) => {
    const learner = kdeLearner();
    const model = fitKde(Batch.rows(planePoints(20), 2));
    const points: number[] = [];
    for (let x = -14.95; x < 15; x += 0.1) for (let y = -14.95; y < 15; y += 0.1) points.push(x, y);
    const logs = (await learner.logDensity?.(model, Batch.rows(Float64Array.from(points), 2))) as Float64Array;
    let [mass, first, second] = [0, 0, 0];
    for (let i = 0; i < logs.length; i++) {
      const weight = Math.exp((logs[i] as number) / temperature);
      const squared = (points[2 * i] as number) ** 2 + (points[2 * i + 1] as number) ** 2;
      mass += weight;
      first += weight * squared;
      second += weight * squared * squared;
    }
    const n = 10_000;
    const sampled = (await learner.sample(model, n, new Stream(`kde/${temperature}`), { temperature })).rowData.values;
    const mean = sampled.reduce((sum, value) => sum + value * value, 0) / n;
    const z = (mean - first / mass) / Math.sqrt((second / mass - (first / mass) ** 2) / n);
    expect(Math.abs(z)).toBeLessThan(4);
  });

  it('diverges where all examples are the same', () => {
    expect(() => fitKde(Batch.rows(new Float64Array(20).fill(1), 2))).toThrow(Divergence);
  });
});

describe('the histogram', () => {
  const grid = { low: 0, high: 2, cells: 2 };
  // Cells row by row from the origin: three examples, one, none, none; the last lies outside.
  const training = Batch.rows(Float64Array.of(0.1, 0.2, 0.9, 0.9, 0.5, 0.5, 1.5, 0.5, 5, 5), 2);

  it('counts shares and leaves out what is outside', () => {
    expect([...fitHistogram(training, grid).masses]).toEqual([0.75, 0.25, 0, 0]);
    expect([...fitHistogram(training.withWeights(Float64Array.of(1, 0, 0, 3, 9)), grid).masses]).toEqual([
      0.25, 0.75, 0, 0,
    ]);
  });

  it('has a density that is uniform within a cell', async () => {
    const model = fitHistogram(training, grid);
    const batch = Batch.rows(Float64Array.of(0.3, 0.3, 1.2, 0.1, 1.5, 1.5, -1, 0), 2);
    const logs = (await histogramLearner(grid).logDensity?.(model, batch)) as Float64Array;
    expect([...logs]).toEqual([Math.log(0.75), Math.log(0.25), Number.NEGATIVE_INFINITY, Number.NEGATIVE_INFINITY]);
  });

  it('samples, and tempers by powers', async () => {
    const learner = histogramLearner(grid);
    const model = fitHistogram(training, grid);
    const n = 20_000;
    for (const [temperature, share] of [
      [1, 0.75],
      [0.5, 0.9],
    ] as const) {
      const { values } = (await learner.sample(model, n, new Stream(`histogram/${temperature}`), { temperature }))
        .rowData;
      let left = 0;
      for (let i = 0; i < n; i++) if ((values[2 * i] as number) < 1) left++;
      expect(Math.abs(left / n - share) / Math.sqrt((share * (1 - share)) / n)).toBeLessThan(4);
    }
  });

  it('diverges where every example is outside', () => {
    expect(() => fitHistogram(Batch.rows(Float64Array.of(9, 9), 2), grid)).toThrow(Divergence);
  });
});
