/** What the harness writes passes the check: every strategy on the benchmark that the configuration hands to this file. */
import { describe, expect, inject, test } from 'vitest';
import { checkBundleAt } from '#benchmarks/bundle/check.ts';
import { STRATEGIES } from '#benchmarks/strategies/catalog.ts';
import { requireBenchmark } from '#benchmarks/suite/catalog.ts';
import { bundleOf, makeRun, writeBundle } from '../support/bundles.ts';

/** Options and compositions whose ledgers differ in kind from the defaults'; one benchmark has to do for these. */
const VARIANTS = [
  'retain:redraw=false,share=0.3',
  'fresh:every=2',
  'mix-sources:budget=full',
  'mix-sources:simulator=0.1',
  'weight-golden:real=retained',
  'accumulate+temperature:value=0.8',
  'mix-sources+weight-golden',
  'retain+filter-typicality',
];

/** A network's seed takes seconds: one, to where a generation's data can come from two earlier ones. */
const SIZES = { js: { generations: 3, seeds: 2 }, tensors: { generations: 2, seeds: 1 } } as const;

const { card } = requireBenchmark(inject('benchmark'));
const specs = [...STRATEGIES.map((entry) => entry.card.id), ...(card.id === 'gaussian' ? VARIANTS : [])];

describe(`records of ${card.id}`, () => {
  test.each(specs)('%s', async (spec) => {
    const run = await makeRun(card.id, spec, SIZES[card.engine]);
    if (run === null) return;
    const report = await checkBundleAt(writeBundle(bundleOf([run])));
    expect(report.problems).toEqual([]);
    expect(report.ok).toBe(true);
  });
});
