import { beforeAll, describe, expect, it } from 'vitest';
import { dropSeed, type Loose, problemsAfter } from '../../support/broken-records.ts';
import { type MadeRun, requireRun } from '../../support/bundles.ts';

let replace: MadeRun;

beforeAll(async () => {
  replace = await requireRun('gaussian', 'replace');
});

describe('wrong seeds or trajectories are refused at the place', () => {
  it.each<[string, (record: Loose) => void, string, RegExp]>([
    ['false official: seeds', (r) => dropSeed(r, 3), '/official', /seeds 1 to 4/],
    [
      'false official: parameters',
      (r) => Object.assign(r.benchmark.params, { estimator: 'mle' }),
      '/official',
      /estimator=unbiased/,
    ],
    [
      'false official: generations',
      (r) => {
        r.benchmark.generations = 4;
      },
      '/official',
      /5 generations, not 4/,
    ],
    [
      'official denied',
      (r) => {
        r.official = false;
      },
      '/official',
      /expected true/,
    ],
    ['a missing seed', (r) => dropSeed(r, 1), '/seeds/1', /seed 2 is missing/],
    [
      'a seed twice',
      (r) => {
        r.seeds[2] = 2;
      },
      '/seeds/2',
      /there twice/,
    ],
    [
      'seeds out of order',
      (r) => {
        r.seeds = [1, 3, 2, 4];
      },
      '/seeds/2',
      /rising order/,
    ],
    [
      'a seed that is not registered',
      (r) => {
        r.seeds[3] = 1e9;
      },
      '/seeds/3',
      /without a gap/,
    ],
    [
      'seed 0',
      (r) => {
        r.seeds[0] = 0;
      },
      '/seeds/0',
      /1, 2, 3/,
    ],
    [
      'a seed without status',
      (r) => {
        r.statuses.pop();
      },
      '/statuses',
      /received 3.*expected 4/,
    ],
    [
      'a seed without trajectory',
      (r) => {
        r.trajectories.kl.pop();
      },
      '/trajectories/kl',
      /received 3.*expected 4/,
    ],
    [
      'a seed without ledger',
      (r) => {
        r.ledger.pop();
      },
      '/ledger',
      /received 3.*expected 4/,
    ],
    [
      'a seed without time',
      (r) => {
        r.timings.seedDurationMs.pop();
      },
      '/timings/seedDurationMs',
      /received 3/,
    ],
    [
      'a missing generation',
      (r) => {
        r.trajectories['w2-root'][2].pop();
      },
      '/trajectories/w2-root/2',
      /5 generations; expected 6/,
    ],
    [
      'a missing ledger entry',
      (r) => {
        r.ledger[1].pop();
      },
      '/ledger/1',
      /5 generations; expected 6/,
    ],
    [
      'a stopped seed that goes on',
      (r) => {
        r.statuses[1] = { state: 'diverged', generation: 2, reason: 'x' };
      },
      '/ledger/1',
      /6 generations; expected 2/,
    ],
    [
      'a seed that stopped after the end',
      (r) => {
        r.statuses[1] = { state: 'diverged', generation: 9, reason: 'x' };
      },
      '/statuses/1/generation',
      /at most 5/,
    ],
    [
      'a null in the primary metric',
      (r) => {
        r.trajectories['w2-root'][3][4] = null;
      },
      '/trajectories/w2-root/3/4',
      /primary metric/,
    ],
    [
      'a primary metric beyond its bound',
      (r) => {
        r.trajectories['w2-root'][3][4] = 1.01e100;
      },
      '/trajectories/w2-root/3/4',
      /received 1.01e\+100; expected at most 1e\+100 in size: a seed whose primary metric goes beyond has diverged/,
    ],
    [
      'a text as a value',
      (r) => {
        r.trajectories.kl[0][0] = '1';
      },
      '/trajectories/kl/0/0',
      /received "1"/,
    ],
    [
      'a value out of range',
      (r) => {
        r.trajectories['tail-mass'][0][1] = 1.5;
      },
      '/trajectories/tail-mass/0/1',
      /0 to 1/,
    ],
    [
      'a missing metric',
      (r) => {
        delete r.trajectories.kl;
      },
      '/trajectories/kl',
      /missing/,
    ],
    [
      'an unknown metric',
      (r) => {
        r.trajectories.extra = [];
      },
      '/trajectories/extra',
      /unknown metric/,
    ],
    [
      'a metric named like a method',
      (r) => {
        r.trajectories.constructor = [];
        delete r.trajectories.kl;
      },
      '/trajectories/constructor',
      /unknown metric/,
    ],
    [
      'a truth of an unknown metric',
      (r) => {
        r.truth.extra = 1;
      },
      '/truth/extra',
      /unknown metric/,
    ],
  ])('%s', async (_, change, place, message) => {
    const problems = await problemsAfter(replace, change);
    expect(problems[place], JSON.stringify(problems)).toMatch(message);
  });
});
