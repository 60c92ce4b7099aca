/** The division of an entry that ran several benchmarks: one that admits every run, or none. */
import { beforeAll, describe, expect, it } from 'vitest';
import { makeReport } from '#benchmarks/cli/report/score.ts';
import {
  type Division,
  divisionOf,
  joinRegimes,
  jointDivision,
  REPLACE_REGIME,
  type RunRights,
  rightsOf,
} from '#benchmarks/protocol/regime.ts';
import { type MadeRun, requireRun } from '../../support/bundles.ts';

const runs = new Map<string, MadeRun>();

beforeAll(async () => {
  for (const spec of ['replace', 'filter-typicality', 'retain', 'fresh', 'accumulate', 'filter-verifier', 'oracle']) {
    runs.set(spec, await requireRun('gaussian', spec));
  }
});

const rights = (spec: string): RunRights => rightsOf((runs.get(spec) as MadeRun).record, null);

describe('jointDivision', () => {
  it.each<[Division, string[]]>([
    ['closed', ['replace', 'replace']],
    ['anchored', ['replace', 'filter-typicality']],
    // What was not used is still allowed: a run without real data is within the rights of one with a little.
    ['retained', ['replace', 'retain']],
    ['retained', ['filter-typicality', 'retain']],
    ['fresh', ['retain', 'fresh']],
    ['accumulating', ['replace', 'accumulate']],
    ['accumulating', ['retain', 'accumulate']],
    ['assisted', ['replace', 'filter-verifier']],
    // `accumulating` forbids fresh data and `fresh` a growing pool: nothing but `open` admits both.
    ['open', ['fresh', 'accumulate']],
    ['open', ['accumulate', 'filter-verifier']],
    ['open', ['replace', 'oracle']],
    ['open', []],
  ])('%s: %j', (division, specs) => {
    expect(jointDivision(specs.map(rights))).toBe(division);
    expect(jointDivision([...specs].reverse().map(rights))).toBe(division);
  });

  it('of one run is its own, and the same run twice changes nothing', () => {
    for (const spec of runs.keys()) {
      const { record } = runs.get(spec) as MadeRun;
      expect(jointDivision([rights(spec)])).toBe(record.division);
      expect(jointDivision([rights(spec), rights(spec)])).toBe(record.division);
    }
  });

  it('measures each run by its own size', () => {
    const large = rights('filter-typicality');
    const use = { ...large.use, sampled: 10 * 1000 };
    const thousand = { ...large, size: 1000, use };
    expect(jointDivision([large, thousand])).toBe('anchored');
    // `fresh` sets no limit to samples, and asks for no fresh data.
    expect(jointDivision([large, { ...thousand, size: 999 }])).toBe('fresh');
  });

  it('admits what each run was allowed, not only what it did', () => {
    const allowed = joinRegimes(REPLACE_REGIME, { ...REPLACE_REGIME, realData: 'retained' });
    const { use, size } = rights('replace');
    expect(jointDivision([rights('replace'), { regime: allowed, use, size }])).toBe('retained');
    expect(divisionOf(allowed, (runs.get('replace') as MadeRun).record.ledger, size)).toBe('retained');
  });
});

it('is the report’s division of a result', async () => {
  const other = await requireRun('regression', 'accumulate');
  const records = [(runs.get('fresh') as MadeRun).record, other.record];
  const { strategies } = await makeReport([{ path: 'mine', spec: 'mine', records }]);
  expect(strategies[0]?.division).toBe('open');
});
