/** What light files leave out comes back on load, to the last bit, in every record that the repository carries. */
import { describe, expect, it } from 'vitest';
import { withDerived, withoutDerived } from '#benchmarks/metrics/derived.ts';
import { resultDigest } from '#benchmarks/protocol/digest.ts';
import { isLater } from '#benchmarks/protocol/metric.ts';
import type { RunRecord } from '#benchmarks/protocol/record.ts';
import { BENCHMARKS, requireBenchmark } from '#benchmarks/suite/catalog.ts';
import type { Versioned } from '#benchmarks/suite/manifests.ts';
import { keptBundles, readRecords } from '../../tools/reference/results.ts';
import { settingsOf } from '../../tools/reference/specs.ts';
import { isNightly } from '../support/power.ts';

/** What the functions of a benchmark's metrics give: these are left out of its files. */
const DERIVED: Readonly<Record<string, readonly string[]>> = {
  'gaussian@1': ['w2-root', 'w2', 'kl', 'tail-mass', 'central-escape'],
  'gaussian@2': ['w2-root', 'w2', 'kl', 'tail-mass', 'central-escape'],
  'gaussian-drift@1': ['w2-root', 'w2', 'tail-mass', 'central-escape'],
  'regression@1': ['predictive-w2'],
  'regression@2': ['predictive-w2'],
  'word-frequencies@1': [],
  'word-frequencies@2': [],
  'words-drift@1': [],
  'gmm-2d@1': [],
  'gmm-2d@2': [],
  'gmm-drift@1': [],
  'ngram-text@1': [],
  'ngram-text@2': [],
  'digits-vae@2': [],
  'digits-longtail@2': ['class-tv', 'class-entropy', 'rare-class-recall', 'classes-alive', 'digit-0-share'],
  'text-transformer@3': ['sample-perplexity-bin-1'],
  'text-transformer@4': ['sample-perplexity-bin-1'],
  'digits-vae@3': [],
  'digits-longtail@3': ['class-tv', 'class-entropy', 'rare-class-recall', 'rank-1-share'],
  'digits-drift@1': [],
  'facts-counts@1': ['fact-error'],
  'facts@1': ['fact-error'],
};

/**
 * Declared a function, and stored all the same: in a world that moves the covariance and its factor are put into the world's units each by
 * itself, so that the logarithm of one is not that of the other to the last bit.
 */
const STORED: Readonly<Record<string, readonly string[]>> = { 'gaussian-drift@1': ['kl'] };

const nameOf = ({ id, version }: Versioned): string => `${id}@${version}`;

/** Which metrics follow from others is a matter of protocols and not of doses: those are looked at by night. */
const looked = keptBundles().filter(({ spec }) => settingsOf(spec) === '' || isNightly);

describe.each(looked)('$spec of suite $set.suite', ({ spec, set }) => {
  it('loses nothing of a record by leaving out what follows from the rest', async () => {
    for (const record of (await readRecords(spec, set)) as RunRecord[]) {
      const { card } = requireBenchmark(record.benchmark);
      const setting = { card, params: record.benchmark.params, size: record.benchmark.size };
      const light = withoutDerived(record.trajectories, setting);
      const left = Object.keys(record.trajectories).filter((metric) => !(metric in light));
      // Not fewer: what is declared a function gives the stored bits back in every record.
      expect(left.sort(), card.id).toEqual([...(DERIVED[nameOf(card)] ?? ['unknown'])].sort());
      // As files are read: what they say was left out. A metric that came later is in records from then on.
      const back = withDerived(light, setting, left);
      const began = card.metrics.filter((metric) => metric.id in record.trajectories || !isLater(metric));
      expect(Object.keys(back)).toEqual(began.map((metric) => metric.id));
      expect(resultDigest({ ...record, trajectories: back })).toBe(record.resultDigest);
    }
  });
});

it.each(Object.entries(DERIVED))(
  '%s: covers every metric that its protocol began with and that is computed of others',
  (name, metrics) => {
    const card = BENCHMARKS.map((entry) => entry.card).find((own) => nameOf(own) === name);
    if (card === undefined) throw new Error(`there is no ${name}`);
    const has = (metric: string) => card.metrics.some((own) => own.id === metric);
    const declared = card.metrics.filter(
      (metric) =>
        !isLater(metric) &&
        metric.relations?.some(({ computed, from }) => computed && from.every((other) => has(other))),
    );
    expect(declared.map((metric) => metric.id)).toEqual(expect.arrayContaining([...metrics]));
    const others = STORED[name] ?? [];
    for (const metric of declared) expect([...metrics, ...others]).toContain(metric.id);
  },
);
