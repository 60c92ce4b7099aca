/** The repository's reference results: complete, up to date, well-formed, and not too large. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { checkBundleAt } from '#benchmarks/bundle/check.ts';
import { lightPath } from '#benchmarks/bundle/layout.ts';
import { agreesWithReference } from '#benchmarks/bundle/reference-results.ts';
import { REFERENCE_SETS } from '#benchmarks/bundle/reference-sets.ts';
import { canonicalJson, resultDigest, sha256 } from '#benchmarks/protocol/digest.ts';
import { MANIFESTS } from '#benchmarks/suite/manifests.ts';
import {
  bundleBytes,
  bundleOf,
  isOf,
  keptBundles,
  keptSpecs,
  listDigests,
  MAX_BUNDLE_BYTES,
  MAX_BYTES,
  MAX_PAIR_BYTES,
  outdatedRuns,
  plannedRuns,
  readDigests,
  readRecord,
  readRecords,
  readResult,
  resultFiles,
  setBytes,
} from '../../tools/reference/results.ts';
import { settingsOf } from '../../tools/reference/specs.ts';
import { isNightly } from '../support/power.ts';
import wholeRecords from './whole-records.json' with { type: 'json' };

const WHOLE: Readonly<Record<string, string>> = wholeRecords;

describe.each(keptBundles())('$spec of suite $set.suite', ({ spec, set }) => {
  it('has runs of today’s version alone, and of a released suite on every benchmark (else: npm run reference)', async () => {
    const records = await readRecords(spec, set);
    const plans = plannedRuns(spec, set);
    expect(records.filter((record) => !plans.some((plan) => isOf(plan, record)))).toEqual([]);
    const isReleased = MANIFESTS.some((manifest) => manifest.id === set.suite && manifest.released);
    expect(isReleased ? outdatedRuns(plans, records) : []).toEqual([]);
  });

  // A dose was checked when it was made, and its digest is computed below: the whole check of all of them is the nightly's.
  it.skipIf(settingsOf(spec) !== '' && !isNightly)(
    'passes the checker, which says that its samples are made again',
    async () => {
      const report = await checkBundleAt(bundleOf(spec, set), { mayBeLight: true });
      expect(report.problems).toEqual([]);
      expect(report.ok).toBe(true);
      expect(report.warnings.filter(({ message }) => /made again on demand/.test(message))).toHaveLength(
        report.runs.length,
      );
    },
  );

  it('was made by committed code', async () => {
    for (const { environment, benchmark } of await readRecords(spec, set)) {
      expect(environment, benchmark.id).toMatchObject({
        dirty: false,
        commit: expect.stringMatching(/^[0-9a-f]{40}$/),
      });
    }
  });

  it('has a file for each benchmark, named by its content, whose record has its digest', () => {
    for (const { benchmark, file } of resultFiles(spec, set)) {
      const { record } = readResult(file);
      expect(resultDigest(record as never)).toBe(record.resultDigest);
      const name = lightPath(record.benchmark as { id: string; version: number }, sha256(readFileSync(file)));
      expect([benchmark, path.basename(file)]).toEqual([(record.benchmark as { id: string }).id, path.basename(name)]);
    }
  });

  it('is small', () => {
    expect(bundleBytes(spec, set)).toBeLessThanOrEqual(MAX_BUNDLE_BYTES);
  });
});

describe('all together', () => {
  it('are listed in reference/digests.json', async () => {
    expect(readDigests()).toEqual(await listDigests());
  });

  it('leave a clone quick', () => {
    const results = keptBundles().flatMap(({ spec, set }) => resultFiles(spec, set));
    const sizes = REFERENCE_SETS.map(setBytes);
    for (const [index, { suite }] of REFERENCE_SETS.entries())
      expect(sizes[index]).toBeLessThanOrEqual(MAX_BYTES[suite]);
    expect(sizes.reduce((sum, bytes) => sum + bytes) / results.length).toBeLessThanOrEqual(MAX_PAIR_BYTES);
  });

  /**
   * `whole-records.json` has the SHA-256 of the canonical JSON of each record as it was before its samples were left out. A
   * result that was made again since has other times and machines, so it is passed over.
   */
  it('are the records that they were when their samples were with them, field by field', async () => {
    let compared = 0;
    for (const spec of keptSpecs()) {
      for (const record of await readRecords(spec)) {
        const { benchmark, timings } = record;
        const before = WHOLE[`${spec} ${benchmark.id}@${benchmark.version} ${timings.startedAt}`];
        if (before === undefined) continue;
        expect(sha256(canonicalJson(record)), `${spec} on ${benchmark.id}`).toBe(before);
        compared += 1;
      }
    }
    expect(compared).toBeGreaterThan(0);
  });
});

it('are what the check compares a run of the same settings with, doses as defaults', async () => {
  const open = REFERENCE_SETS[1];
  for (const spec of ['fresh', 'fresh:share=0.01']) {
    const record = await readRecord(spec, 'gaussian', open);
    const [part] = record.strategy.parts;
    const withParameters = (resolved: object) =>
      ({ ...record, strategy: { ...record.strategy, parts: [{ ...part, resolved }] } }) as typeof record;
    expect(agreesWithReference(record), spec).toBe(true);
    expect(agreesWithReference({ ...record, trajectories: {}, resultDigest: 'sha256:0' }), spec).toBe(false);
    expect(agreesWithReference(withParameters({ ...part?.resolved, decay: 1 })), spec).toBeNull();
    expect(agreesWithReference(withParameters({ ...part?.resolved, share: 0.015 })), spec).toBeNull();
  }
});

describe('a record that is not of today’s plan', () => {
  it('is seen by its version, seeds, parameters or generations', async () => {
    const plan = plannedRuns('replace')[0]!;
    const record = await readRecord('replace', plan.benchmark.id);
    const outdated = (changed: object) => outdatedRuns([plan], [{ ...record, ...changed }]);
    expect(outdated({})).toEqual([]);
    expect(outdated({ benchmark: { ...record.benchmark, version: 99 } })).toEqual([plan]);
    expect(outdated({ benchmark: { ...record.benchmark, generations: 3 } })).toEqual([plan]);
    expect(outdated({ seeds: record.seeds.slice(1) })).toEqual([plan]);
    expect(outdated({ suite: '0.0' })).toEqual([plan]);
  });
});
