/** What goes wrong in a module costs a seed, and at most its limit; each time it is said what. */
import { describe, expect, test } from 'vitest';
import type { SandboxLimits } from '#benchmarks/runner/sandbox/limits.ts';
import { moduleOf, withModule } from '../../../support/sandbox.ts';
import { runToy } from '../../../support/toy-benchmark.ts';

/** What became of a seed of the toy benchmark under a module with these hooks. */
const statusOf = async (hooks: string, rules?: string, limits: Partial<SandboxLimits> = {}) =>
  withModule(moduleOf(hooks, rules), async (make) => (await runToy([make])).status, limits);

const FAULTS: [name: string, hooks: string, words: string, rules?: string][] = [
  ['throws', 'compose() { throw new Error("no way"); }', 'It threw in compose: Error: no way'],
  [
    'throws what is no error',
    'compose() { throw { toString() { throw 1; } }; }',
    'something that can’t be said in words',
  ],
  ['returns nothing', 'compose() {}', 'compose received undefined; expected a Batch'],
  ['returns what looks like a batch', 'compose: ({ size }) => ({ count: size, units: size })', 'expected a Batch'],
  ['awaits what never comes', 'compose: () => new Promise(() => {})', 'It awaits something that never comes'],
  ['asks for 10⁹ examples', 'compose: ({ base }) => base(1e9)', 'asked base for 1000000000 units'],
  ['asks for half an example', 'compose: ({ base }) => base(0.5)', 'define.0.units'],
  ['asks for a text', 'compose: ({ base }) => base("all")', 'define.0.units'],
  [
    'takes an index outside',
    'compose: ({ real }) => real.original().take([100])',
    'take received index 100; expected 0 to 99',
  ],
  ['takes an index below 0', 'compose: ({ real }) => real.original().take([-1])', 'take received index -1'],
  [
    'doubles a batch for ever',
    'compose({ real }) { let all = real.original(); for (;;) all = Batch.concat([all, all].concat(all.count > 1e7 ? [all.take([0])] : [])), all.count > 1e7 && all.data; }',
    'joined',
  ],
  [
    'rewrites with what is no number',
    'async compose({ base, size }) { const own = await base(size); return own.withData({ kind: "rows", width: 1, values: own.rowData.values.map(() => NaN) }); }',
    'It wrote NaN as value 0',
  ],
  [
    'weights without saying so',
    'fit: ({ training }) => training.withWeights(new Float64Array(training.count).fill(2))',
    'have to say that it needs "weights"',
  ],
  ['sets what no fit has', 'fit: ({ training }) => ({ training, magic: 1 })', 'Unrecognized key: "magic"'],
  ['sets a fit without saying so', 'fit: ({ training }) => ({ training, untrained: true })', 'needs "pre-trained"'],
  [
    'draws at a temperature without saying so',
    'sample: ({ draw, units }) => draw(units, { temperature: 2 })',
    'needs "temperature"',
  ],
  [
    'asks a second fit for 10⁹ examples',
    'fit: ({ training }) => ({ training, extrapolate: { weight: 1, units: 1e9, budget: 1 } })',
    'asked a second fit for 1000000000 units',
    '[{ needs: ["extrapolation"] }]',
  ],
  [
    'asks for densities of what it made',
    'async compose({ base, size, logDensity }) { const own = await base(size); await logDensity("last", own.withData({ kind: "rows", width: 1, values: new Float64Array(size) })); return own; }',
    'densities at chosen points',
    '[{ needs: ["log-density"] }]',
  ],
];

describe('a module that does what it may not fails its seed', () => {
  test.each(FAULTS)('it %s', async (_, hooks = '', words = '', rules) => {
    const status = await statusOf(hooks, rules);
    expect(status).toMatchObject({ state: 'failed', generation: 1, error: expect.stringContaining(words) });
  });

  test('it has another hook than there are', async () => {
    await expect(statusOf('sources: () => []')).rejects.toThrow('has a hook "sources"; expected compose, fit, sample');
  });
});

describe('a module that takes too much', () => {
  test('of time is ended', async () => {
    const status = await statusOf('compose() { for (;;); }', '[]', { workMs: 500 });
    expect(status).toMatchObject({ error: expect.stringContaining('worked for more than 0.5 seconds in compose') });
  });

  test('of time in what its error says is ended', async () => {
    const hooks = 'compose() { throw { get message() { for (;;); } }; }';
    expect(await statusOf(hooks, '[]', { workMs: 500 })).toMatchObject({
      error: expect.stringContaining('0.5 seconds'),
    });
  });

  test('of memory in arrays of numbers is ended', async () => {
    const hooks = 'compose() { const all = []; for (;;) all.push(new Float64Array(1e6).fill(1)); }';
    const status = await statusOf(hooks, '[]', { memoryBytes: 400 << 20 });
    expect(status).toMatchObject({ error: expect.stringMatching(/used \d+ MB of memory; a module has 400 MB/) });
  });

  test('of memory in objects is ended', async () => {
    const hooks = 'compose() { const all = []; for (;;) all.push(new Array(1e6).fill(all)); }';
    expect(await statusOf(hooks)).toMatchObject({ error: expect.stringContaining('memory') });
  });

  test('of the harness is ended', async () => {
    const hooks = 'compose({ real }) { for (;;) real.original().data; }';
    expect(await statusOf(hooks, '[]', { calls: 50 })).toMatchObject({
      error: expect.stringContaining('called the harness more than 50 times'),
    });
  });
});
