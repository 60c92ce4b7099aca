import { beforeAll, describe, expect, it } from 'vitest';
import { entry, type Loose, problemsAfter } from '../../support/broken-records.ts';
import { type MadeRun, requireRun } from '../../support/bundles.ts';

let retain: MadeRun;

beforeAll(async () => {
  retain = await requireRun('gaussian', 'retain');
});

describe('a wrong ledger is refused at the place', () => {
  it.each<[string, (record: Loose) => void, string, RegExp]>([
    [
      'generation',
      (r) => {
        entry(r, 0, 2).generation = 3;
      },
      '/0/2/generation',
      /expected 2/,
    ],
    [
      'training size',
      (r) => {
        entry(r, 1, 2).trainingSize = 99;
      },
      '/1/2/trainingSize',
      /expected 100, the sum/,
    ],
    [
      'less real data than was used',
      (r) => {
        entry(r, 0, 3).realRetained = 9;
      },
      '/0/3/trainingSize',
      /expected 99/,
    ],
    [
      'nothing trained on',
      (r) => Object.assign(entry(r, 0, 1), { realRetained: 0, synthetic: [], trainingSize: 0 }),
      '/0/1/trainingSize',
      /nothing was trained on/,
    ],
    [
      'generation 0 with less data',
      (r) => Object.assign(entry(r, 2, 0), { realFresh: 50, trainingSize: 50 }),
      '/2/0/realFresh',
      /expected 100 for each learner/,
    ],
    [
      'generation 0 with more learners than in other seeds',
      (r) => Object.assign(entry(r, 2, 0), { realFresh: 200, trainingSize: 200 }),
      '/2/0/realFresh',
      /expected 100, as for the first seed/,
    ],
    [
      'generation 0 with samples',
      (r) => {
        entry(r, 0, 0).sampled = 1;
      },
      '/0/0/sampled',
      /expected 0/,
    ],
    [
      'generation 0 with reads',
      (r) => {
        entry(r, 0, 0).reads = ['real-data'];
      },
      '/0/0/reads',
      /expected none/,
    ],
    [
      'samples of the future',
      (r) => {
        entry(r, 0, 2).synthetic[0].generation = 2;
      },
      '/0/2/synthetic/0/generation',
      /earlier generations/,
    ],
    [
      'unread older samples',
      (r) => {
        entry(r, 0, 3).synthetic[0].generation = 1;
      },
      '/0/3/reads',
      /"older-samples"/,
    ],
    [
      'unread real data',
      (r) => {
        entry(r, 0, 3).reads = [];
      },
      '/0/3/reads',
      /"real-data"/,
    ],
    [
      'no samples drawn',
      (r) => {
        entry(r, 0, 3).sampled = 0;
      },
      '/0/3/sampled',
      /some were drawn/,
    ],
    [
      'a source twice',
      (r) => {
        entry(r, 0, 3).synthetic = [
          { source: 'main', generation: 2, count: 40 },
          { source: 'main', generation: 2, count: 50 },
        ];
      },
      '/0/3/synthetic/1',
      /expected their sum/,
    ],
    [
      'a simulator that was not used',
      (r) => {
        entry(r, 0, 3).synthetic[0].source = 'simulator';
      },
      '/0/3/synthetic/0/count',
      /simulator/,
    ],
    [
      'a share by weight',
      (r) => {
        entry(r, 0, 3).weightShare = 0.05;
      },
      '/0/3/weightShare',
      /expected 0.1/,
    ],
    [
      'an unknown read',
      (r) => {
        entry(r, 0, 3).reads = ['truth'];
      },
      '/0/3/reads/0',
      /received "truth"/,
    ],
    [
      'a negative count',
      (r) => {
        entry(r, 0, 3).sampled = -1;
      },
      '/0/3/sampled',
      /received -1/,
    ],
    [
      'a fraction',
      (r) => {
        entry(r, 0, 3).poolSize = 0.5;
      },
      '/0/3/poolSize',
      /received 0.5/,
    ],
    [
      'an unknown field',
      (r) => {
        entry(r, 0, 3).bonus = 1;
      },
      '/0/3/bonus',
      /unknown field/,
    ],
    [
      'verifier calls outside the regime',
      (r) => {
        entry(r, 3, 4).verifierCalls = 1;
      },
      '/3/4/verifierCalls',
      /external "none"/,
    ],
    [
      'more training than the regime says',
      (r) => {
        entry(r, 1, 1).synthetic[0].count = 1000;
        entry(r, 1, 1).trainingSize = 1010;
      },
      '/1/1/trainingSize',
      /more than M/,
    ],
  ])('a wrong ledger: %s', async (_, change, place, message) => {
    const problems = await problemsAfter(retain, change);
    expect(problems[`/ledger${place}`], JSON.stringify(problems)).toMatch(message);
  });
});

describe('seeds that stopped', () => {
  const stopAt = (record: Loose, seed: number, generation: number) => {
    record.statuses[seed] = { state: 'diverged', generation, reason: 'The covariance is singular.' };
    record.ledger[seed].length = generation;
    for (const rows of Object.values<Loose>(record.trajectories)) rows[seed].length = generation;
  };

  it.each([
    [2, 3],
    [3, 0],
  ])('seed index %i in generation %i: taken, with a warning', async (seed, generation) => {
    expect(await problemsAfter(retain, (record) => stopAt(record, seed, generation))).toEqual({});
  });

  it('the first seed: fewer samples are expected, and more are too many', async () => {
    const problems = await problemsAfter(retain, (record) => {
      stopAt(record, 0, 0);
      record.samples.length = 1;
    });
    expect(problems['/samples/0/generation']).toMatch(/the seed has 0 generations/);
  });
});
