/** Rank intervals can tell entries apart; that they promise no more than they hold is asked every night (test/nightly). */
import { expect, it } from 'vitest';
import { Stream } from '#benchmarks/numerics/stream.ts';
import { rankIntervals } from '#benchmarks/scoring/index.ts';
import { degreesOfFreedom, standings } from '#benchmarks/scoring/standing.ts';
import { simulateBoard } from './simulate-board.ts';

it('separates entries that differ by much', () => {
  const rng = new Stream('test/coverage/power');
  const { grounds, averages } = simulateBoard(rng, [40, 20, 10], 3);
  averages.push(averages[0]?.map((seeds) => seeds.map((x) => x + 0.6)) ?? []);
  const made = standings(grounds, averages, 500);
  const { intervals } = rankIntervals(
    made.map((standing) => standing.overall),
    made.map((standing) => standing.replicates),
    (i, j) => degreesOfFreedom(made[i]?.influences ?? [], made[j]?.influences),
  );
  expect(intervals[3]).toEqual({ best: 4, worst: 4 });
});
