import { beforeAll, describe, expect, test } from 'vitest';
import type { RunRecord } from '#benchmarks/protocol/record.ts';
import { planAgain, rerunRecord } from '#benchmarks/runner/rerun.ts';
import { heirloomHere } from '../../support/printed.ts';

const { signal } = new AbortController();
let record: RunRecord;

beforeAll(async () => {
  const settings = [
    '--tier',
    'smoke',
    '--seeds',
    '2',
    '--generations',
    '2',
    '--set',
    'sampleSize=50',
    '--samples',
    'all',
  ];
  const { stdout } = await heirloomHere(['run', 'gaussian', '--strategy', 'retain:share=0.2', ...settings, '--json']);
  record = JSON.parse(stdout).runs[0];
});

describe('a record’s run', () => {
  test('comes out the same again, seed by seed', async () => {
    const seen: number[] = [];
    const again = await rerunRecord(record, { workers: 1, signal, onSeed: (_, { seed }) => seen.push(seed) });
    expect(again.resultDigest).toBe(record.resultDigest);
    expect(seen.sort()).toEqual([1, 2]);
  });

  test('can be made on other seeds, and is then no official one', async () => {
    const { runs } = await planAgain(record, { seeds: [7, 1_000_003] });
    expect(runs).toMatchObject([{ seeds: [7, 1_000_003], official: false, benchmark: { params: { sampleSize: 50 } } }]);
    expect(record.strategy.parts).toEqual(runs[0]?.strategy.parts);
  });

  const strategies: [
    name: string,
    change: (strategy: RunRecord['strategy']) => RunRecord['strategy'],
    words: string,
  ][] = [
    [
      'of another version',
      (own) => ({ ...own, parts: [{ ...own.parts[0]!, version: 9 }] }),
      'other versions or parameters',
    ],
    [
      'a process',
      (own) => ({ ...own, outside: { protocol: 'heirloom.exec/1', command: 'x', declares: '', memory: 'declared' } }),
      'was a process of its own',
    ],
    [
      'a module that is not given',
      (own) => ({ ...own, module: { interface: 'heirloom.strategy/1', sha256: '', card: '' } }),
      'is a module; expected the bundle’s strategy/module.ts or .js',
    ],
  ];
  test.each(strategies)('is refused where its strategy is %s', async (_, change, words) => {
    await expect(planAgain({ ...record, strategy: change(record.strategy) }, {})).rejects.toThrow(words);
  });
});
