/** The table of what reference results are kept of. */
import { expect, it } from 'vitest';
import { REFERENCE_SETS } from '#benchmarks/bundle/reference-sets.ts';
import { formatSpec, parseSpec, specSlug } from '#benchmarks/protocol/spec.ts';
import { resolveStrategy } from '#benchmarks/runner/plan.ts';
import { STRATEGIES } from '#benchmarks/strategies/catalog.ts';
import { requireBenchmark } from '#benchmarks/suite/catalog.ts';
import { plannedRuns } from '../../../tools/reference/results.ts';
import { settingsOf, specsOf, strategyOf } from '../../../tools/reference/specs.ts';

const [released, open] = REFERENCE_SETS;

it('is every strategy with its defaults, and of the open suite doses behind their strategy', () => {
  const ids = STRATEGIES.map(({ card }) => card.id);
  expect(specsOf(released).map(({ spec }) => spec)).toEqual(ids);
  const specs = specsOf(open).map(({ spec }) => spec);
  expect(specs.filter((spec) => settingsOf(spec) === '')).toEqual(ids);
  expect([...new Set(specs.map(strategyOf))]).toEqual(ids);
});

it('has each specification once: as it is written, as a folder, and by what it sets', () => {
  const specs = specsOf(open).map(({ spec }) => spec);
  expect(specs.map((spec) => formatSpec(parseSpec(spec)))).toEqual(specs);
  expect(new Set(specs.map(specSlug)).size).toBe(specs.length);
  const settings = specs.map((spec) =>
    JSON.stringify(resolveStrategy(spec).parts.map(({ id, resolved }) => [id, resolved])),
  );
  expect(new Set(settings).size).toBe(specs.length);
});

it('plans some run of each, and none with a network where none is wanted', () => {
  for (const { spec, networks } of specsOf(open)) {
    const planned = plannedRuns(spec, open);
    expect(planned.length, spec).toBeGreaterThan(0);
    const trained = planned.filter(({ benchmark }) => requireBenchmark(benchmark).card.engine !== 'js');
    if (!networks) expect(trained, spec).toEqual([]);
  }
});
