/** Protocols of one benchmark stand side by side: names, plans, records. */
import { describe, expect, it } from 'vitest';
import { checkRecord } from '#benchmarks/bundle/check-record.ts';
import { Findings } from '#benchmarks/bundle/findings.ts';
import { HeirloomError } from '#benchmarks/protocol/errors.ts';
import { planRuns, requireOneProtocol } from '#benchmarks/runner/plan.ts';
import {
  BENCHMARKS,
  benchmarkName,
  benchmarkNamed,
  folderOf,
  LEADING,
  requireBenchmark,
} from '#benchmarks/suite/catalog.ts';
import { SUITE, suiteEntries } from '#benchmarks/suite/manifests.ts';
import { requireRun } from '../../support/bundles.ts';

describe('a benchmark’s name', () => {
  it('alone means the protocol of the leading suite, and of what that has not, the newest', () => {
    for (const { id, protocol } of suiteEntries(SUITE)) expect(benchmarkNamed(id).card.version, id).toBe(protocol);
    expect(benchmarkNamed('gaussian-drift').card.version).toBe(1);
    expect(LEADING.map(({ card }) => card.id)).toEqual([...new Set(BENCHMARKS.map(({ card }) => card.id))]);
  });

  it('with a protocol means that one, and each has a name', () => {
    expect(benchmarkNamed('gaussian@1').card.version).toBe(1);
    expect(benchmarkNamed('gaussian@2').card.version).toBe(2);
    for (const entry of BENCHMARKS) expect(benchmarkNamed(benchmarkName(entry.card))).toBe(entry);
    for (const entry of BENCHMARKS) expect(requireBenchmark(entry.card)).toBe(entry);
  });

  it.each([
    ['gaussian@9', /Unknown benchmark "gaussian@9"\. .*gaussian@[12]/],
    ['gausian', /Unknown benchmark "gausian"\. .*gaussian/],
    ['gausian@1', /Unknown benchmark "gausian@1"\./],
  ])('%s is none, which is said with what may have been meant', (name, message) => {
    expect(() => benchmarkNamed(name)).toThrow(message);
  });

  it('is in no two folders', () => {
    const folders = BENCHMARKS.map(({ card }) => folderOf(card));
    expect(new Set(folders).size).toBe(folders.length);
  });
});

it('a folder takes one protocol of a benchmark, and says so', () => {
  const plan = planRuns({ benchmarks: ['gaussian@1', 'gaussian@2'], strategies: ['replace'], tier: 'smoke' });
  expect(() => requireOneProtocol(plan)).toThrow(HeirloomError);
  expect(() => requireOneProtocol(plan)).toThrow(/Received gaussian@1 and gaussian@2; .* --out of its own/);
  requireOneProtocol(planRuns({ benchmarks: ['gaussian@2', 'gmm-2d'], strategies: ['replace'], tier: 'smoke' }));
});

describe('a record of a later protocol', () => {
  const problemsOf = (record: object): string[] => {
    const findings = new Findings();
    checkRecord(record, 'words-drift', { file: 'runs/words-drift.json', findings });
    return findings.problems.map(({ path, message }) => `${path}: ${message}`);
  };

  it('passes the check, has the second format and a truth for each generation where the world moves', async () => {
    const { record } = await requireRun('words-drift', 'replace', { tier: 'smoke' });
    expect(record.format).toBe('heirloom.run/2');
    expect(record.suite).toBe('0.3');
    expect(record.truth['total-variation']).toBe(0);
    expect(record.truth.support).toHaveLength(record.benchmark.generations + 1);
    expect(problemsOf(record)).toEqual([]);

    const { truth, ...others } = record;
    const support = truth.support as number[];
    const changed = (own: unknown) => problemsOf({ ...others, truth: { ...truth, support: own } });
    expect(changed(support[0])).toContainEqual(
      expect.stringMatching(/truth\/support: received \d+; expected 3 numbers, one a generation from 0/),
    );
    expect(changed(support.slice(1))).toContainEqual(expect.stringMatching(/truth\/support: received 2 numbers/));
    expect(changed([support[0], (support[1] as number) + 1, support[2]])).toContainEqual(
      expect.stringMatching(/truth\/support\/1: received \d+; expected \d+/),
    );
    expect(problemsOf({ ...record, format: 'heirloom.run/1' })).toContainEqual(
      expect.stringMatching(/format: received "heirloom\.run\/1"; expected "heirloom\.run\/2"/),
    );
  });
});
