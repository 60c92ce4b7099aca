import { beforeAll, describe, expect, it } from 'vitest';
import { checkBundleAt } from '#benchmarks/bundle/check.ts';
import { showBoth } from '#benchmarks/bundle/findings.ts';
import { entry, type Loose, problemsAfter } from '../../support/broken-records.ts';
import { bundleOf, type MadeRun, requireRun, writeBundle } from '../../support/bundles.ts';
import { redigested } from '../../support/redigested.ts';

let replace: MadeRun;
let retain: MadeRun;

beforeAll(async () => {
  replace = await requireRun('gaussian', 'replace');
  retain = await requireRun('gaussian', 'retain');
});

describe('wrong settings are refused at the place', () => {
  it.each<[string, (record: Loose) => void, string, RegExp]>([
    [
      'an unknown benchmark',
      (r) => {
        r.benchmark.id = 'gausian';
      },
      '/benchmark/id',
      /"gausian"; did you mean gaussian\? \(npx heirloom list benchmarks\)/,
    ],
    [
      'another version',
      (r) => {
        r.benchmark.version = 9;
      },
      '/benchmark/version',
      /expected one of 1, 2, this checkout's versions/,
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
  it('a digit of a trajectory that was changed, with both digests', async () => {
    const problems = await problemsAfter(
      replace,
      (r) => {
        r.trajectories.w2[2][3] += 1e-12;
      },
      'old-digest',
    );
    expect(problems['/resultDigest']).toMatch(/says [0-9a-f]{64}, its content gives [0-9a-f]{64}/);
    // The digests of metrics that came later rest on it.
    expect(Object.keys(problems).filter((place) => !place.startsWith('/metricDigests/'))).toEqual(['/resultDigest']);
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
describe('texts that a message shows beside each other', () => {
  it('differ: a value that no specification can say is named itself', async () => {
    const problems = await problemsAfter(replace, (r) => {
      const passed = { a: 'b+c' };
      r.strategy = { spec: 'my-strategy:a=b+c', parts: [{ id: 'my-strategy', version: 1, passed, resolved: passed }] };
    });
    expect(problems['/strategy/parts/0/passed/a']).toMatch(
      /received "b\+c"; expected a value that a specification can say: "\+" before a letter joins two strategies/,
    );
    expect(problems['/strategy/spec']).not.toContain('expected "my-strategy:a=b+c"');
  });

  it('differ: of long ones what is around the first difference is shown', () => {
    const long = 'x'.repeat(100);
    expect(showBoth(`${long}a`, `${long}b`)).toEqual([
      `"…${'x'.repeat(20)}a" (from character 81 on)`,
      `"…${'x'.repeat(20)}b" (from character 81 on)`,
    ]);
    expect(showBoth('a', 'b')).toEqual(['"a"', '"b"']);
    expect(showBoth('1', 1)).toEqual(['"1"', '1']);
  });
});

describe('a strategy that this checkout does not have', () => {
  const rename = (record: Loose, id: string, passed = {}) => {
    record.strategy = { spec: id, parts: [{ id, version: 1, passed, resolved: { ...passed, other: true } }] };
  };

  const check = async (change: (record: Loose) => void) => {
    const record = structuredClone(retain.record) as Loose;
    change(record);
    return checkBundleAt(writeBundle(bundleOf([{ record: redigested(record), files: retain.files }])));
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
