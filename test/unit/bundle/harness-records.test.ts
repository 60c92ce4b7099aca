import { describe, expect, it } from 'vitest';
import { checkBundleAt } from '../../../benchmarks/bundle/check.ts';
import { STRATEGIES } from '../../../benchmarks/strategies/catalog.ts';
import { BENCHMARKS, requireBenchmark } from '../../../benchmarks/suite/catalog.ts';
import { bundleOf, makeRun, writeBundle } from '../../support/bundles.ts';

const DEFAULTS = STRATEGIES.map(({ card }) => card.id);

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

const PAIRS = [
  ...BENCHMARKS.flatMap(({ card }) => DEFAULTS.map((spec) => [card.id, spec] as const)),
  ...VARIANTS.map((spec) => ['gaussian', spec] as const),
];

describe('what the harness writes passes the check', () => {
  it.each(PAIRS)('%s: %s', async (benchmark, spec) => {
    const run = await makeRun(benchmark, spec, SIZES[requireBenchmark(benchmark).card.engine]);
    if (run === null) return;
    const report = await checkBundleAt(writeBundle(bundleOf([run])));
    expect(report.problems).toEqual([]);
    expect(report.ok).toBe(true);
  });
});
