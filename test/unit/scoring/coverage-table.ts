/**
 * Prints the coverage table of docs/scoring.md: `npx tsx test/unit/scoring/coverage-table.ts [boards]`.
 * Nominal coverage is 95%; the boards are those of simulate-board.ts, 1,000 resamples each.
 */
import { quantileSorted } from '#benchmarks/numerics/statistics.ts';
import { Stream } from '#benchmarks/numerics/stream.ts';
import { gapClosed } from '#benchmarks/scoring/index.ts';
import { overallInterval } from '#benchmarks/scoring/overall.ts';
import { standings } from '#benchmarks/scoring/standing.ts';
import { ranksHold, simulateBoard, TRUE_SCORE } from './simulate-board.ts';

const boards = Number(process.argv[2] ?? 500);
const plans: [number[], number][] = [
  [[5], 6],
  [[10], 6],
  [[10], 20],
  [[20], 6],
  [[20], 20],
  [[5, 5, 5, 5, 5], 13],
  [[10, 10, 10, 10, 10], 13],
  [[200, 200, 100, 20, 10], 13],
];
const within = (interval: readonly [number, number] | null | undefined): number =>
  interval && interval[0] <= TRUE_SCORE && TRUE_SCORE <= interval[1] ? 1 : 0;
const percent = (count: number, of: number): string => `${((100 * count) / of).toFixed(1)}%`;

console.log('| seeds | entries | one score | overall | overall, percentile | ranks | ranks, c alone |');
console.log('| --- | --- | --- | --- | --- | --- | --- |');
for (const [sizes, entries] of plans) {
  const rng = new Stream(`coverage-table/${sizes.join('-')}/${entries}`);
  let score = 0;
  let overall = 0;
  let percentile = 0;
  let ranks = 0;
  let plainRanks = 0;
  for (let board = 0; board < boards; board++) {
    const { grounds, averages } = simulateBoard(rng, sizes, entries);
    const made = standings(grounds, averages, 1000);
    for (const [i, standing] of made.entries()) {
      const last = sizes.length - 1;
      const controls = grounds[last]?.controls ?? { replace: [], oracle: [] };
      score += within(gapClosed(averages[i]?.[last] ?? [], controls.replace, controls.oracle).interval);
      overall += within(overallInterval(standing)?.interval);
      const sorted = standing.replicates.slice().sort();
      percentile += within([quantileSorted(sorted, 0.025), quantileSorted(sorted, 0.975)]);
    }
    ranks += Number(ranksHold(made, true));
    plainRanks += Number(ranksHold(made, false));
  }
  const cells = [score, overall, percentile].map((count) => percent(count, boards * entries));
  cells.push(percent(ranks, boards), percent(plainRanks, boards));
  console.log(`| ${sizes.join(', ')} | ${entries} | ${cells.join(' | ')} |`);
}
