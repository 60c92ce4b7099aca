/**
 * Do the intervals hold what they promise? Simulated boards with known true scores, at fixed streams. More of
 * the same boards gave the figures in docs/scoring.md (coverage-table.ts).
 */
import { describe, expect, it } from 'vitest';
import { Stream } from '#benchmarks/numerics/stream.ts';
import { gapClosed } from '#benchmarks/scoring/index.ts';
import { overallInterval } from '#benchmarks/scoring/overall.ts';
import { type ReadyGround, standings } from '#benchmarks/scoring/standing.ts';
import { ranksHold, simulateBoard, TRUE_SCORE } from '../unit/scoring/simulate-board.ts';

describe('coverage of one score: jackknife-t', () => {
  // Standard error of each figure: 0.4%.
  it.each([
    [5, 0.915, 0.955],
    [10, 0.925, 0.96],
    [20, 0.93, 0.965],
  ])('at %d seeds lies between %d and %d', (n, low, high) => {
    const rng = new Stream(`test/coverage/score/${n}`);
    let covered = 0;
    for (let sim = 0; sim < 3000; sim++) {
      const { grounds, averages } = simulateBoard(rng, [n], 1);
      const controls = (grounds[0] as ReadyGround).controls;
      const [from, to] = gapClosed(averages[0]?.[0] ?? [], controls.replace, controls.oracle).interval ?? [0, 0];
      if (from <= TRUE_SCORE && TRUE_SCORE <= to) covered++;
    }
    expect(covered / 3000).toBeGreaterThan(low);
    expect(covered / 3000).toBeLessThan(high);
  });
});

describe('coverage of overall scores', () => {
  // 250 boards of four entries; entries of a board are not independent, so about 1% standard error.
  it.each<[number[]]>([[[5]], [[10]], [[20]], [[5, 5, 5]], [[40, 20, 10]]])(
    'lies between 0.91 and 0.98 with seeds %j',
    (sizes) => {
      const rng = new Stream(`test/coverage/overall/${sizes.join('-')}`);
      let covered = 0;
      for (let sim = 0; sim < 250; sim++) {
        const { grounds, averages } = simulateBoard(rng, sizes, 4);
        for (const standing of standings(grounds, averages, 400)) {
          const [low, high] = overallInterval(standing)?.interval ?? [0, 0];
          if (low <= TRUE_SCORE && TRUE_SCORE <= high) covered++;
        }
      }
      expect(covered / 1000).toBeGreaterThan(0.91);
      expect(covered / 1000).toBeLessThan(0.98);
    },
  );
});

describe('coverage where benchmarks weigh', () => {
  // As above; the last benchmark, with the fewest seeds, weighs three quarters.
  const sizes = [40, 20, 10];
  const weights = [1, 2, 9];
  const boards = (name: string, count: number, entries: number) => {
    const rng = new Stream(`test/coverage/weights/${name}`);
    return Array.from({ length: count }, () => {
      const { grounds, averages } = simulateBoard(rng, sizes, entries);
      const weighted = grounds.map((ground, k) => ({ ...ground, weight: weights[k] as number }));
      return standings(weighted, averages, 400);
    });
  };

  it('overall scores: lies between 0.91 and 0.98', () => {
    const intervals = boards('overall', 250, 4).flatMap((made) =>
      made.map((standing) => overallInterval(standing)?.interval ?? [0, 0]),
    );
    const covered = intervals.filter(([low, high]) => low <= TRUE_SCORE && TRUE_SCORE <= high).length;
    expect(covered / intervals.length).toBeGreaterThan(0.91);
    expect(covered / intervals.length).toBeLessThan(0.98);
  });

  it('rank intervals: is at least 0.95, within its error', () => {
    const made = boards('ranks', 300, 7);
    expect(made.filter((board) => ranksHold(board, true)).length / made.length).toBeGreaterThan(0.93);
  });
});

describe('simultaneous coverage of rank intervals', () => {
  function coverage(sizes: readonly number[], entries: number, boards: number, forFewSeeds: boolean): number {
    const rng = new Stream(`test/coverage/ranks/${sizes.join('-')}`);
    let covered = 0;
    for (let board = 0; board < boards; board++) {
      const { grounds, averages } = simulateBoard(rng, sizes, entries);
      if (ranksHold(standings(grounds, averages, 500), forFewSeeds)) covered++;
    }
    return covered / boards;
  }

  // 300 boards: standard error 1.3% at 95%.
  it.each<[number[]]>([[[5]], [[10]], [[5, 5, 5]], [[40, 20, 10]]])(
    'is at least 0.95, within its error, with seeds %j',
    (sizes) => {
      expect(coverage(sizes, 7, 300, true)).toBeGreaterThan(0.93);
    },
  );

  it('would be far less at ten seeds without the Student critical value', () => {
    expect(coverage([10], 7, 300, false)).toBeLessThan(0.93);
  });
});
