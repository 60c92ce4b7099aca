/** What light files leave out comes back on load, to the last bit, in every record that the repository carries. */
import { describe, expect, it } from 'vitest';
import { withDerived, withoutDerived } from '#benchmarks/metrics/derived.ts';
import { resultDigest } from '#benchmarks/protocol/digest.ts';
import { isLater } from '#benchmarks/protocol/metric.ts';
import type { RunRecord } from '#benchmarks/protocol/record.ts';
import { benchmarkNamed, requireBenchmark } from '#benchmarks/suite/catalog.ts';
import { keptBundles, readRecords } from '../../tools/reference/results.ts';

/** What the functions of a benchmark's metrics give: these are left out of its files. */
const DERIVED: Readonly<Record<string, readonly string[]>> = {
  gaussian: ['w2-root', 'w2', 'kl', 'tail-mass', 'central-escape'],
  regression: ['predictive-w2'],
  'word-frequencies': [],
  'gmm-2d': [],
  'ngram-text': [],
  'digits-vae': [],
  'digits-longtail': ['class-tv', 'class-entropy', 'rare-class-recall', 'classes-alive', 'digit-0-share'],
  'text-transformer': ['sample-perplexity-bin-1'],
};

describe.each(keptBundles())('$id of suite $set.suite', ({ id, set }) => {
  it('loses nothing of a record by leaving out what follows from the rest', async () => {
    for (const record of (await readRecords(id, set)) as RunRecord[]) {
      const { card } = requireBenchmark(record.benchmark);
      const setting = { card, params: record.benchmark.params, size: record.benchmark.size };
      const light = withoutDerived(record.trajectories, setting);
      const left = Object.keys(record.trajectories).filter((metric) => !(metric in light));
      // Not fewer: what is declared a function gives the stored bits back in every record.
      expect(left.sort(), card.id).toEqual([...(DERIVED[card.id] ?? ['unknown'])].sort());
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
  (id, metrics) => {
    const { card } = benchmarkNamed(id);
    const has = (metric: string) => card.metrics.some((own) => own.id === metric);
    const declared = card.metrics.filter(
      (metric) =>
        !isLater(metric) &&
        metric.relations?.some(({ computed, from }) => computed && from.every((other) => has(other))),
    );
    expect(declared.map((metric) => metric.id)).toEqual(expect.arrayContaining([...metrics]));
    for (const metric of declared) expect(metrics).toContain(metric.id);
  },
);
