/** What follows from intervals by rule, on made-up ones. */
import { expect, it } from 'vitest';
import {
  behindOracle,
  findingsOf,
  hasOtherFamilies,
  ranBothEnds,
  type WhoseBenchmark,
} from '../../../app/whose-output.ts';

function benchmark(id: string, points: readonly [number, number] | null, high = 50): WhoseBenchmark {
  const interval = { value: 0, interval: points };
  return {
    benchmark: id,
    id,
    name: id,
    metric: { id: 'm', name: 'M', unit: '' },
    generations: 10,
    seeds: 10,
    others: [null, null],
    controls: { replace: 1, oracle: 0 },
    budgets: [
      {
        budget: 'full',
        rows: [{ own: 0, spec: 's', score: { value: 0, interval: [0, high] }, metric: null, collapsed: 0, digest: '' }],
        difference: points && { seeds: 10, points: interval, metric: interval, probability: 0.5 },
      },
    ],
  };
}

const [less, more, open, lacking] = [
  benchmark('less', [1, 2]),
  benchmark('more', [-2, -1]),
  benchmark('open', [-1, 1]),
  benchmark('lacking', null),
] as const;

it('sorts benchmarks by what the interval of the difference says, and leaves out what has not been run', () => {
  const all = [less, more, open, lacking];
  expect(findingsOf(all, 'full')).toEqual({ less: [less], more: [more], open: [open] });
  expect(findingsOf(all, 'split')).toEqual({ less: [], more: [], open: [] });
  expect(ranBothEnds(all, 'full')).toEqual([less, more, open]);
});

it('is behind the oracle where the whole interval lies below 100', () => {
  const reaches = benchmark('reaches', [1, 2], 100);
  expect(behindOracle([less, reaches], 'full')).toEqual([less]);
});

it('has other families where one of the others is not of its own', () => {
  expect(hasOtherFamilies(less)).toBe(false);
  expect(hasOtherFamilies({ ...less, others: ['kde', null] })).toBe(true);
});
