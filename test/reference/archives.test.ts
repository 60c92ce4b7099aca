/** The repository's reference results: complete, up to date, well-formed, and not too large. */
import { describe, expect, it } from 'vitest';
import { checkBundleAt } from '#benchmarks/bundle/check.ts';
import {
  archiveOf,
  listDigests,
  MAX_BYTES,
  outdatedBenchmarks,
  plannedRuns,
  readDigests,
  readRecords,
  STRATEGY_IDS,
  totalBytes,
} from '../../scripts/reference/archives.mjs';

describe.each(STRATEGY_IDS)('%s', (id) => {
  it('has a run of today’s version on every benchmark (else: npm run reference)', async () => {
    expect(outdatedBenchmarks(plannedRuns(id), await readRecords(id))).toEqual([]);
  });

  it('passes the checker', async () => {
    const report = await checkBundleAt(archiveOf(id));
    expect(report.problems).toEqual([]);
    expect(report.ok).toBe(true);
  });

  it('was made by committed code', async () => {
    for (const { environment, benchmark } of await readRecords(id)) {
      expect(environment, benchmark.id).toMatchObject({
        dirty: false,
        commit: expect.stringMatching(/^[0-9a-f]{40}$/),
      });
    }
  });
});

describe('all together', () => {
  it('are listed in reference/digests.json', async () => {
    expect(readDigests()).toEqual(await listDigests());
  });

  it('leave a clone quick', () => {
    expect(totalBytes()).toBeLessThan(MAX_BYTES);
  });
});

describe('a record that is not of today’s plan', () => {
  it('is seen by its version, seeds, parameters or generations', async () => {
    const [plan] = plannedRuns('replace');
    const [record] = (await readRecords('replace')).filter(({ benchmark }) => benchmark.id === plan?.benchmark.id);
    const outdated = (changed: object) => outdatedBenchmarks([plan], [{ ...record, ...changed }]);
    expect(outdated({})).toEqual([]);
    expect(outdated({ benchmark: { ...record.benchmark, version: 99 } })).toEqual([plan?.benchmark.id]);
    expect(outdated({ benchmark: { ...record.benchmark, generations: 3 } })).toEqual([plan?.benchmark.id]);
    expect(outdated({ seeds: record.seeds.slice(1) })).toEqual([plan?.benchmark.id]);
    expect(outdated({ suite: '0.0' })).toEqual([plan?.benchmark.id]);
  });
});
