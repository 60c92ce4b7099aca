/** The test of claimed against hidden seeds: values by hand and by enumeration, its level, and what it finds at every tier. */
import { describe, expect, it } from 'vitest';
import { Stream } from '#benchmarks/numerics/stream.ts';
import {
  binomial,
  FLAG_LEVEL,
  hiddenSeeds,
  holmRejects,
  MOST_EXACT,
  permutationP,
  REFUTE_LEVEL,
} from '#benchmarks/scoring/permutation.ts';
import { SUITE_0_3 } from '#benchmarks/suite/suites/0.3.ts';

const normals = (path: string, count: number): number[] => {
  const stream = new Stream(path);
  return Array.from({ length: count }, () => stream.normal());
};

describe('permutationP', () => {
  it.each([
    // Of the six divisions of four values two by two, one alone is as good.
    [[1, 2], [5, 7], 1 / 6],
    // The worst of six.
    [[5, 7], [1, 2], 1],
    // No spread at all: only the very division has the limit.
    [[0, 0], [1, 1, 1], 1 / 10],
    // All equal: every division is as good.
    [[3, 3], [3, 3, 3], 1],
  ])('%j against %j: %d', (claimed, hidden, p) => {
    expect(permutationP(claimed, hidden, 'test')).toBeCloseTo(p, 12);
  });

  it('is uniform under the hypothesis, exact and drawn: rejects 5% at 5%', () => {
    for (const [n, h, rounds] of [
      [2, 22, 400],
      [10, 20, 40],
    ] as const) {
      const ps = Array.from({ length: rounds }, (_, i) =>
        permutationP(normals(`null/${n}/${i}/a`, n), normals(`null/${n}/${i}/b`, h), `null/${n}/${i}`),
      );
      const rejected = ps.filter((p) => p <= 0.05).length / rounds;
      // Three standard errors of a share of 5%.
      expect(rejected).toBeLessThan(0.05 + 3 * Math.sqrt((0.05 * 0.95) / rounds));
    }
  });

  it('depends on its stream alone where divisions are drawn', () => {
    const p = () => permutationP(normals('a', 12), normals('b', 20), 'one');
    expect(p()).toBe(p());
    expect(binomial(32, 12)).toBeGreaterThan(MOST_EXACT);
  });
});

it('Holm steps down from the smallest', () => {
  expect(holmRejects([0.04, 0.001, 0.02], 0.05)).toEqual([true, true, true]);
  expect(holmRejects([0.03, 0.03, 0.001], 0.05)).toEqual([false, false, true]);
  expect(holmRejects([0.02, 0.5], 0.05)).toEqual([true, false]);
  expect(holmRejects([], 0.05)).toEqual([]);
});

describe('hiddenSeeds', () => {
  it.each([
    // 1/(24 over 2) = 1/276 ≤ 0.05/13, 1/(52 over 2) = 1/1326 ≤ 0.01/13.
    [2, 13, FLAG_LEVEL, 22],
    [2, 13, REFUTE_LEVEL, 50],
    [2, 12, REFUTE_LEVEL, 48],
    [10, 12, FLAG_LEVEL, 20],
    [200, 12, FLAG_LEVEL, 50],
    [1, 12, FLAG_LEVEL, null],
  ])('%i claimed seeds, %i benchmarks, level %d: %j', (claimed, benchmarks, level, expected) => {
    expect(hiddenSeeds(claimed, benchmarks, level)).toBe(expected);
  });
});

describe('a planted effect on one benchmark is flagged and refuted at every tier of suite 0.3', () => {
  const benchmarks = SUITE_0_3.benchmarks.length;
  const kinds = SUITE_0_3.benchmarks.flatMap(({ tiers }) =>
    Object.entries(tiers).map(([tier, { seeds }]) => [tier, seeds] as const),
  );
  const distinct = [...new Map(kinds.map((kind) => [kind[1], kind])).values()];
  it.each(distinct)('%s, %i seeds', (_, seeds) => {
    for (const level of [FLAG_LEVEL, REFUTE_LEVEL]) {
      const hidden = hiddenSeeds(seeds, benchmarks, level);
      expect(hidden).not.toBeNull();
      // Best of many: all claimed seeds better by eight standard deviations; nothing is wrong with the other benchmarks.
      const claimed = normals(`planted/${seeds}`, seeds).map((x) => x - 8);
      const p = permutationP(claimed, normals(`hidden/${seeds}/${level}`, hidden as number), 'planted');
      const ps = [p, ...Array.from({ length: benchmarks - 1 }, () => 0.5)];
      expect(holmRejects(ps, level)[0]).toBe(true);
    }
  });
});
