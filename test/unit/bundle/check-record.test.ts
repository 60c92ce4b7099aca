import { beforeAll, describe, expect, it } from 'vitest';
import { checkBundleAt } from '../../../benchmarks/bundle/check.ts';
import { resultDigest } from '../../../benchmarks/protocol/digest.ts';
import type { RunRecord } from '../../../benchmarks/protocol/record.ts';
import { bundleOf, filledSubmission, type MadeRun, requireRun, setJson, writeBundle } from '../../support/bundles.ts';

/** A record whose fields may be anything. */
// biome-ignore lint/suspicious/noExplicitAny: tests break the types on purpose
type Loose = any;

let replace: MadeRun;
let retain: MadeRun;

beforeAll(async () => {
  replace = await requireRun('gaussian', 'replace');
  retain = await requireRun('gaussian', 'retain');
});

/** Problems of a bundle whose record was changed, by place below the record. The digests are made to fit unless `keep`. */
async function problemsAfter(
  run: MadeRun,
  change: (record: Loose) => void,
  keep: 'new-digest' | 'old-digest' = 'new-digest',
) {
  const record = structuredClone(run.record) as Loose;
  change(record);
  if (keep === 'new-digest') {
    try {
      record.resultDigest = resultDigest(record as RunRecord);
    } catch {
      // A record that is too broken for a digest is checked without a fitting one.
    }
  }
  const files = bundleOf([run], {
    ...filledSubmission([run.record]),
    runs: [{ benchmark: 'gaussian', resultDigest: record.resultDigest }],
  });
  setJson(files, 'runs/gaussian.json', record);
  const report = await checkBundleAt(writeBundle(files));
  const problems: Record<string, string> = {};
  for (const { path, message } of report.problems) {
    const place = path.replace('runs/gaussian.json#', '');
    problems[place] = problems[place] === undefined ? message : `${problems[place]}; ${message}`;
  }
  return problems;
}

const entry = (record: Loose, seed: number, generation: number): Loose => record.ledger[seed][generation];

describe('a wrong record is refused at the place', () => {
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
    [
      'an unknown benchmark',
      (r) => {
        r.benchmark.id = 'gausian';
      },
      '/benchmark/id',
      /"gausian"; expected a benchmark of this checkout/,
    ],
    [
      'another version',
      (r) => {
        r.benchmark.version = 2;
      },
      '/benchmark/version',
      /expected 1/,
    ],
    [
      'an unknown parameter',
      (r) => {
        r.benchmark.params.extra = 1;
      },
      '/benchmark/params/extra',
      /unknown field/,
    ],
    [
      'a parameter out of range',
      (r) => {
        r.benchmark.params.dimension = 0;
      },
      '/benchmark/params/dimension',
      /expected number to be >=1/,
    ],
    [
      'a missing parameter',
      (r) => {
        delete r.benchmark.params.estimator;
      },
      '/benchmark/params/estimator',
      /by default "unbiased"/,
    ],
    [
      'another size',
      (r) => {
        r.benchmark.size = 99;
      },
      '/benchmark/size',
      /expected 100/,
    ],
    [
      'another suite',
      (r) => {
        r.suite = '0.9';
      },
      '/suite',
      /expected "0.1"/,
    ],
    [
      'another tier',
      (r) => {
        r.benchmark.tier = 'quick';
      },
      '/benchmark/tier',
      /expected "smoke"/,
    ],
    [
      'an unknown field',
      (r) => {
        r.score = 100;
      },
      '/score',
      /unknown field/,
    ],
    [
      'a missing field',
      (r) => {
        delete r.engine;
      },
      '/engine',
      /missing/,
    ],
    [
      'a wrong division',
      (r) => {
        r.division = 'anchored';
      },
      '/division',
      /expected "closed"/,
    ],
    [
      'a wrong regime',
      (r) => {
        r.regime.memory = 'anchored';
      },
      '/regime/memory',
      /expected "last"/,
    ],
    [
      'another strategy version',
      (r) => {
        r.strategy.parts[0].version = 2;
      },
      '/strategy/parts/0/version',
      /expected 1/,
    ],
    [
      'a specification that differs',
      (r) => {
        r.strategy.spec = 'oracle';
      },
      '/strategy/spec',
      /expected "replace"/,
    ],
    [
      'a specification that is none',
      (r) => {
        r.strategy.spec = 'replace:';
      },
      '/strategy/spec',
      /expected id/,
    ],
    [
      'a parameter of a strategy without any',
      (r) => {
        r.strategy.parts[0].passed.x = 1;
      },
      '/strategy/parts/0/passed/x',
      /unknown/,
    ],
    [
      'a status that does not exist',
      (r) => {
        r.statuses[0].state = 'fine';
      },
      '/statuses/0/state',
      /received "fine"/,
    ],
    [
      'a control character in a reason',
      (r) => {
        r.statuses[0] = { state: 'failed', generation: 6, error: '\u001b[2J' };
      },
      '/statuses/0/error',
      /\\u001b\[2J/,
    ],
    [
      'a direction character',
      (r) => {
        r.environment.cpu = 'a\u202eb';
      },
      '/environment/cpu',
      /text-direction/,
    ],
  ])('%s', async (_, change, place, message) => {
    const problems = await problemsAfter(replace, change);
    expect(problems[place], JSON.stringify(problems)).toMatch(message);
  });

  it.each<[string, (record: Loose) => void, string, RegExp]>([
    [
      'resolved parameters',
      (r) => {
        r.strategy.parts[0].resolved.share = 0.2;
      },
      '/strategy/parts/0/resolved/share',
      /expected 0.1/,
    ],
    [
      'unknown resolved parameter',
      (r) => {
        r.strategy.parts[0].resolved.x = 0.2;
      },
      '/strategy/parts/0/resolved/x',
      /expected nothing/,
    ],
    [
      'passed parameters that are not in the specification',
      (r) => {
        r.strategy.parts[0].passed.share = 0.1;
      },
      '/strategy/spec',
      /expected "retain:share=0.1"/,
    ],
    [
      'a regime without real data',
      (r) => {
        r.regime.realData = 'none';
      },
      '/ledger/0/1/realRetained',
      /realData "none"/,
    ],
    [
      'a claim of another division',
      (r) => {
        r.division = 'closed';
      },
      '/division',
      /expected "retained"/,
    ],
  ])('of retain: %s', async (_, change, place, message) => {
    const problems = await problemsAfter(retain, change);
    expect(problems[place], JSON.stringify(problems)).toMatch(message);
  });

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

  it('a digit of a trajectory that was changed, with both digests', async () => {
    const problems = await problemsAfter(
      replace,
      (r) => {
        r.trajectories.w2[2][3] += 1e-12;
      },
      'old-digest',
    );
    expect(problems).toEqual({
      '/resultDigest': expect.stringMatching(/says [0-9a-f]{64}, its content gives [0-9a-f]{64}/),
    });
  });

  it('every problem at once', async () => {
    const problems = await problemsAfter(retain, (r) => {
      r.score = 1;
      r.seeds = [1, 2, 4, 5];
      r.regime.pool = 'accumulate';
      r.trajectories.kl[1][2] = 'x';
      r.trajectories['w2-root'][0][0] = null;
      entry(r, 2, 3).trainingSize = 7;
      r.samples.pop();
      delete r.environment.node;
    });
    expect(Object.keys(problems)).toEqual(
      expect.arrayContaining([
        '/score',
        '/seeds/2',
        '/official',
        '/regime/pool',
        '/trajectories/kl/1/2',
        '/trajectories/w2-root/0/0',
        '/ledger/2/3/trainingSize',
        '/samples',
        '/environment/node',
      ]),
    );
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

describe('a strategy that this checkout does not have', () => {
  const rename = (record: Loose, id: string, passed = {}) => {
    record.strategy = { spec: id, parts: [{ id, version: 1, passed, resolved: { ...passed, other: true } }] };
  };

  const check = async (change: (record: Loose) => void) => {
    const record = structuredClone(retain.record) as Loose;
    change(record);
    record.resultDigest = resultDigest(record);
    return checkBundleAt(writeBundle(bundleOf([{ record, files: retain.files }])));
  };

  it('is taken, its division from the declared regime and the ledger', async () => {
    const report = await check((record) => rename(record, 'my-mitigation'));
    expect(report).toMatchObject({ ok: true });
    expect(report.warnings.map(({ path }) => path)).toContain('runs/gaussian.json#/strategy/parts/0/id');
  });

  it('can’t declare less than its ledger shows, nor less than its known parts are', async () => {
    const hidden = await check((record) => {
      rename(record, 'my-mitigation');
      record.regime.realData = 'none';
    });
    expect(hidden.problems.map(({ path }) => path)).toContain('runs/gaussian.json#/ledger/0/1/realRetained');
    const joined = await check((record) => {
      rename(record, 'my-mitigation');
      record.strategy.spec = 'my-mitigation+fresh';
      record.strategy.parts.push({ id: 'fresh', version: 1, passed: {}, resolved: { share: 0.1, every: 1 } });
    });
    expect(joined.problems[0]).toMatchObject({
      path: 'runs/gaussian.json#/regime/realData',
      message: expect.stringContaining('"fresh"'),
    });
  });
});

function dropSeed(record: Loose, index: number): void {
  for (const rows of [
    record.seeds,
    record.statuses,
    record.ledger,
    record.timings.seedDurationMs,
    ...Object.values(record.trajectories),
  ]) {
    (rows as unknown[]).splice(index, 1);
  }
}
