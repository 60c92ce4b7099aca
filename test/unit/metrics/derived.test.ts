/** Which metrics can be left out, and when they come back. */
import { expect, it } from 'vitest';
import { withDerived, withoutDerived } from '#benchmarks/metrics/derived.ts';
import { benchmarkNamed } from '#benchmarks/suite/catalog.ts';

const gaussian = (dimension: number) => ({
  card: benchmarkNamed('gaussian').card,
  params: { sampleSize: 100, dimension, estimator: 'unbiased' },
  size: 100,
});
const line = gaussian(1);
const sources = {
  'mean-error': [[0.25, 0.04], [0.01]],
  'variance-ratio': [[1.44, 0.81], [1]],
};

it('computes a chain of functions back, in the order of the card', () => {
  const full = withDerived(sources, line);
  expect(Object.keys(full)).toEqual(line.card.metrics.map(({ id }) => id));
  // 0.25 + (1.2 − 1)² and 0.04 + (0.9 − 1)², by hand.
  expect(full.w2?.[0]?.[0]).toBeCloseTo(0.29, 12);
  expect(full.w2?.[0]?.[1]).toBeCloseTo(0.05, 12);
  expect(full['w2-root']?.[1]).toEqual([Math.sqrt(full.w2?.[1]?.[0] ?? Number.NaN)]);
  expect(withoutDerived(full, line)).toEqual(sources);
});

it('keeps what is not the function’s value to the last bit', () => {
  const full = withDerived(sources, line);
  const [first, ...others] = full.kl as number[][];
  const changed = { ...full, kl: [[(first?.[0] ?? 0) * (1 + Number.EPSILON), first?.[1] as number], ...others] };
  const light = withoutDerived(changed, line);
  expect(Object.keys(light).sort()).toEqual(['kl', 'mean-error', 'variance-ratio']);
  expect(withDerived(light, line)).toEqual(changed);
});

it('leaves nothing out where the functions don’t hold, as in more dimensions, but for the root', () => {
  const full = { ...withDerived(sources, line) };
  expect(Object.keys(withoutDerived(full, gaussian(2)))).toEqual(
    Object.keys(full).filter((metric) => metric !== 'w2-root'),
  );
});

it('gives no value where one that it is computed of has none, and nothing where one is missing', () => {
  const gap = { 'mean-error': [[0.25, null]], 'variance-ratio': [[1, 1]] };
  expect(withDerived(gap, line).w2).toEqual([[0.25, null]]);
  expect(withDerived({ 'mean-error': [[0.25]] }, line)).toEqual({ 'mean-error': [[0.25]] });
});

it('passes over a row that is shorter than the others instead of inventing values', () => {
  const ragged = { 'mean-error': [[0.25, 0.1]], 'variance-ratio': [[1]] };
  expect(withDerived(ragged, line)).toEqual(ragged);
});
