/** What the check says of the fields that the ledger of suite 0.3 adds. */
import { beforeAll, describe, expect, it } from 'vitest';
import { Findings } from '#benchmarks/bundle/findings.ts';
import { readLight } from '#benchmarks/bundle/light/read-light.ts';
import { writeLight } from '#benchmarks/bundle/light/write-light.ts';
import type { LedgerEntry2 } from '#benchmarks/protocol/ledger-2.ts';
import { entry, type Loose, problemsAfter } from '../../support/broken-records.ts';
import { type MadeRun, requireRun } from '../../support/bundles.ts';

let retain: MadeRun;
let accumulate: MadeRun;
beforeAll(async () => {
  [retain, accumulate] = [await requireRun('gaussian@2', 'retain'), await requireRun('gaussian@2', 'accumulate')];
});

it('meters a run of the suite', () => {
  const [first, second] = retain.record.ledger[0] as unknown as LedgerEntry2[];
  expect(first).toMatchObject({ updates: 1, freshShown: 0, retainedShown: 0, densityCalls: 0, sourceWeights: [] });
  expect(second).toMatchObject({
    ...{ updates: 1, freshShown: 0, retainedShown: 100, densityCalls: 0 },
    sourceWeights: [{ source: 'main', generation: 0, weight: 0.9, count: 0.9 }],
  });
  expect(accumulate.record.division).toBe('accumulating');
});

it('takes it as it is', async () => {
  expect(await problemsAfter(retain, () => {})).toEqual({});
  expect(await problemsAfter(accumulate, () => {})).toEqual({});
});

it.each([
  ['half an update', (e: Loose) => (e.updates = 1.5), 'updates', /received 1.5/],
  ['a field missing', (e: Loose) => delete e.retainedShown, 'retainedShown', /required|missing/i],
  ['more densities than calls', (e: Loose) => (e.densityCalls = 1), 'densityCalls', /at most 0/],
  ['fresh data shown and not read', (e: Loose) => (e.freshShown = 1), 'reads', /"fresh-data"/],
  ['D0 shown and not read', (e: Loose) => Object.assign(e, { reads: [], realRetained: 0 }), 'reads', /"real-data"/],
  [
    'fresh data trained on and not shown',
    (e: Loose) => Object.assign(e, { realFresh: 1, reads: ['real-data', 'fresh-data'] }),
    'freshShown',
    /some was shown/,
  ],
  ['no weights', (e: Loose) => (e.sourceWeights = []), 'sourceWeights', /one for each part/],
  [
    'weights of another source',
    (e: Loose) => (e.sourceWeights[0].source = 'kde'),
    'sourceWeights',
    /in the same order/,
  ],
  ['another count', (e: Loose) => (e.sourceWeights[0].count = 0.8), 'sourceWeights/0/count', /expected 0.9/],
  [
    'another weight than count, of a strategy that weights nothing',
    (e: Loose) => (e.sourceWeights[0].weight = 0.8),
    'sourceWeights/0/weight',
    /weights nothing/,
  ],
  ['weights that don’t sum to 1', (e: Loose) => (e.sourceWeights[0].weight = 0.8), 'sourceWeights', /expected 1/],
] satisfies readonly (readonly [string, (entry: Loose) => unknown, string, RegExp])[])(
  'refuses %s',
  async (_what, change, place, message) => {
    const problems = await problemsAfter(retain, (record) => void change(entry(record, 0, 2)));
    expect(problems[`/ledger/0/2/${place}`], JSON.stringify(problems)).toMatch(message);
  },
);

it.each([
  ['retainedShown', 100],
  ['freshShown', 1],
  ['densityCalls', 1],
  ['updates', 0],
  ['updates', 2],
  ['sourceWeights', [{ source: 'main', generation: 0, weight: 1, count: 1 }]],
])('refuses a generation 0 with other %s', async (name, value) => {
  const problems = await problemsAfter(retain, (record) => {
    entry(record, 1, 0)[name] = value;
  });
  expect(problems[`/ledger/1/0/${name}`], JSON.stringify(problems)).toBeDefined();
});

it('refuses these fields in a record of an earlier protocol', async () => {
  const problems = await problemsAfter(await requireRun('gaussian', 'retain'), (record) => {
    entry(record, 0, 2).updates = 1;
  });
  expect(problems['/ledger/0/2/updates']).toMatch(/unknown field/);
});

describe('the division of a run that', () => {
  it.each([
    ['makes two updates where a fit makes one', (e: Loose) => (e.updates = 2)],
    ['asks for 12·M densities', (e: Loose) => Object.assign(e, { densityCalls: 1200, teacherCalls: 1200 })],
  ])('%s is open', async (_what, change) => {
    const problems = await problemsAfter(retain, (record) => void change(entry(record, 0, 2)));
    expect(problems['/division']).toMatch(/expected "open"/);
  });

  it('accumulates may make updates as its pool grows', async () => {
    const grown = (updates: number) =>
      problemsAfter(accumulate, (record) => {
        entry(record, 0, 2).updates = updates;
      });
    expect(await grown(3)).toEqual({});
    expect((await grown(4))['/division']).toMatch(/expected "open"/);
  });
});

it.each(['retain', 'accumulate', 'weight-golden'])('%s comes back from a light result as it was', async (spec) => {
  const { record } = await requireRun('gaussian@2', spec);
  const plain = JSON.parse(JSON.stringify(record)) as typeof record;
  const findings = new Findings();
  expect(readLight(writeLight(plain, []), 'runs/x.light', findings)?.record).toEqual(plain);
  expect(findings.problems).toEqual([]);
});
