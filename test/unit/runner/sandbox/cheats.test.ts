/** The ways around the ledger that were found with built-in strategies, tried by modules: each ends as it does there. */
import { describe, expect, test } from 'vitest';
import { play } from '../../../support/played.ts';
import { moduleOf, withModule } from '../../../support/sandbox.ts';

const M = 100;
const playModule = (hooks: string, options: Parameters<typeof play>[2] = {}, before = '', rules = '[]') =>
  withModule(moduleOf(hooks, rules, before), (make) => play('gaussian@2', make, options));

describe('generation 0', () => {
  /** Moves each generation's samples to the mean of the first that was seen. */
  const remembers = (first: string) => `sample: async ({ units, draw }) => {
    const drawn = await draw(units);
    const { values } = drawn.rowData;
    const own = mean(values);
    ${first} ??= own;
    return drawn.withData({ kind: 'rows', width: 1, values: values.map((value) => value - own + ${first}) });
  }`;

  test.each([
    ['a variable of the module', 'first', 'let first;'],
    ['a function’s property', 'store.first', 'const store = () => 0;'],
    ['an object of the module', 'kept.first', 'const kept = {};'],
  ])('kept in %s is forgotten: the run is that of replace', async (_, first, before) => {
    // What is written over samples is of unknown source: only where the regime says so can memory be tried this way.
    const own = await playModule(remembers(first), { regime: { external: 'other-data' } }, before);
    const replace = await play('gaussian@2', 'replace');
    expect(own.seeds.map(({ status }) => status.state)).toEqual(['completed', 'completed']);
    expect(own.division).toBe('open');
    expect(own.average).toBeCloseTo(replace.average, 9);
  });

  test.each([
    ['the world', 'globalThis.first'],
    ['the tools', 'Batch.first'],
  ])('can’t be kept in %s', async (_, first) => {
    const { seeds } = await playModule(remembers(first));
    expect(seeds[0]?.status).toMatchObject({ state: 'failed', generation: 1 });
  });
});

describe('D0 under the name of samples', () => {
  const regime = { realData: 'retained' } as const;

  test('by withData is D0 in the ledger', async () => {
    const hooks = `compose: async ({ size, base, real }) => {
      const samples = await base(size);
      const values = real.original().rowData.values.map((value) => value + 1e-9);
      return samples.withData({ kind: 'rows', width: 1, values });
    }`;
    const { division, entry } = await playModule(hooks, { regime });
    expect(entry).toMatchObject({ realRetained: M, retainedShown: M, synthetic: [], sourceWeights: [] });
    expect(division).toBe('open');
  });

  test('that was kept before it was looked at is what it was', async () => {
    const hooks = `compose: async ({ size, base, real, memory }) => {
      const samples = await base(size);
      memory.keep(samples);
      return Batch.concat([samples.head(size - 1), real.original().take([0])]);
    }`;
    expect((await playModule(hooks, { regime })).entry).toMatchObject({ realRetained: 1, retainedShown: M });
  });
});

test.each([
  ['gaussian@2', 20, 'fresh'],
  ['gaussian@2', 21, 'open'],
])(
  'fresh examples that are looked at and not used count: on %s, %i of them are %s',
  async (benchmark, shown, division) => {
    const hooks = `compose: async ({ size, base, real }) => {
    const fresh = await real.fresh(${shown});
    const best = fresh.take([0]);
    return Batch.concat([best, await base(size - best.units)]);
  }`;
    const regime = { realData: 'fresh' } as const;
    const played = await withModule(moduleOf(hooks), (make) => play(benchmark, make, { regime }));
    expect(played.division).toBe(division);
    expect(played.entry.freshShown).toBe(shown);
  },
);

test('densities are counted', async () => {
  const hooks = `compose: async ({ size, base, logDensity }) => {
    const samples = await base(size);
    await logDensity('initial', samples);
    return samples;
  }`;
  const rules = '[{ regime: { memory: "anchored" }, needs: ["log-density"] }]';
  const { entry } = await playModule(hooks, { regime: { memory: 'anchored' } }, '', rules);
  expect(entry).toMatchObject({ teacherCalls: M, densityCalls: M });
});
