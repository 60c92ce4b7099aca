/** Choosing samples that lie far apart: the greedy choice, its entropy, and what becomes of a draw. */
import digamma from '@stdlib/math-base-special-digamma';
import gammaln from '@stdlib/math-base-special-gammaln';
import { describe, expect, test } from 'vitest';
import { Batch } from '#benchmarks/numerics/batch.ts';
import { Stream } from '#benchmarks/numerics/stream.ts';
import { farthestFirst, type Points, pointsOf, squaredDistance } from '#benchmarks/strategies/points.ts';
import { runToy } from '../../support/toy-benchmark.ts';

/** Kozachenko–Leonenko estimate of the differential entropy with one neighbour, nats. */
function entropy(points: Points, chosen: readonly number[]): number {
  const [n, d] = [chosen.length, points.width];
  const logs = chosen.map((i) => {
    const nearest = Math.min(...chosen.filter((j) => j !== i).map((j) => squaredDistance(points, i, j)));
    return 0.5 * Math.log(nearest);
  });
  const ball = (d / 2) * Math.log(Math.PI) - gammaln(d / 2 + 1);
  return digamma(n) - digamma(1) + ball + (d / n) * logs.reduce((sum, value) => sum + value, 0);
}

describe('ten points, beside numpy', () => {
  const points = {
    width: 2,
    values: Float64Array.of(0, 0, 1, 0, 0, 1, 5, 5, 5, 4, 2, 2, -3, 1, 0.5, 0.2, 4, -2, 2.5, 2.5),
  };

  test('are chosen as by argmax of the least distance to those chosen', () => {
    // numpy 2.4.6: c = [0]; repeatedly np.argmax(np.min(np.linalg.norm(x[:, None] - x[None, c], axis=2), axis=1))
    expect([...farthestFirst(points, 6)]).toEqual([0, 3, 8, 9, 6, 1]);
    expect([...farthestFirst(points, 20)].sort((a, b) => a - b)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
  });

  test('have the entropies of knn_entropy(X, k=1) of the authors’ repository', () => {
    // Its formula ψ(n) − ψ(k) + ln c_d + (d/n)·Σ ln r_k with numpy and scipy 1.17.1, without the 1e-10 that it adds to r.
    const all = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9];
    expect(entropy(points, all)).toBeCloseTo(3.9282704087593605, 12);
    // Of all 210 subsets of six the median has 4.055, the best 5.230; eleven have no less than the greedy one.
    expect(entropy(points, [...farthestFirst(points, 6)])).toBeCloseTo(5.016951428892751, 12);
  });
});

test('a chosen half of a normal sample has more entropy than any random half', () => {
  const rng = new Stream('test/select-entropy');
  const points = { width: 2, values: Float64Array.from({ length: 400 }, () => rng.normal()) };
  const random = Array.from({ length: 50 }, () => entropy(points, [...rng.choose(200, 100)]));
  expect(entropy(points, [...farthestFirst(points, 100)])).toBeGreaterThan(Math.max(...random) + 0.5);
});

test('images are the means of their blocks, also where blocks are cut', () => {
  const image = Uint8Array.from({ length: 25 }, (_, pixel) => pixel);
  // Blocks of rows 0–3 and 4, columns 0–3 and 4, each summed over what there is and divided by 16.
  expect([...pointsOf(Batch.pixels(image, 25)).values]).toEqual([9, 46 / 16, 86 / 16, 24 / 16]);
});

describe('on the toy', () => {
  test('draws pool·M and keeps the chosen as they were drawn', async () => {
    const { log, ledger } = await runToy('select-entropy:pool=3', { size: 40, generations: 1 });
    const drawn = log.draws[0]?.batch as Batch;
    const chosen = [...farthestFirst(pointsOf(drawn), 40)].sort((a, b) => a - b);
    expect([...(log.fits[1]?.training.rowData.values ?? [])]).toEqual(chosen.map((i) => drawn.row(i)[0]));
    expect(ledger[1]).toMatchObject({ sampled: 120, teacherCalls: 0, trainingSize: 40, reads: [] });
    // Both ends of what was drawn are in.
    expect(Math.min(...(log.fits[1]?.training.rowData.values ?? []))).toBe(Math.min(...drawn.rowData.values));
    expect(Math.max(...(log.fits[1]?.training.rowData.values ?? []))).toBe(Math.max(...drawn.rowData.values));
  });

  test('draws at most 10·M in a generation', async () => {
    const { ledger } = await runToy('filter-typicality:alpha=0.9+select-entropy:pool=10', { generations: 2 });
    for (const entry of ledger.slice(1)) expect(entry.sampled).toBeLessThanOrEqual(1000);
  });
});
