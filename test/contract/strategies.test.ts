/**
 * Every strategy on the benchmark and engine that the configuration hands to this file: one project each, for every pair
 * in the catalogs. A newcomer joins by being listed. Smoke size, one seed.
 */
import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, inject, test } from 'vitest';
import { loadEngine, resolveEngine } from '#benchmarks/numerics/engine/load.ts';
import { missingCapability } from '#benchmarks/protocol/card.ts';
import { accountedSize, ledgerEntrySchema } from '#benchmarks/protocol/ledger.ts';
import { divisionOf } from '#benchmarks/protocol/regime.ts';
import { runSeed, type SeedResult } from '#benchmarks/runner/harness.ts';
import { resolveBenchmarkParams, resolveStrategy } from '#benchmarks/runner/plan.ts';
import { requireStrategy, STRATEGIES } from '#benchmarks/strategies/catalog.ts';
import type { Benchmark } from '#benchmarks/suite/benchmark.ts';
import { requireBenchmark } from '#benchmarks/suite/catalog.ts';
import { createStrategies } from '../support/toy-benchmark.ts';

const COMPOSITIONS = [
  'retain+temperature',
  'fresh:share=0.05+filter-typicality',
  'filter-typicality+filter-verifier',
  'filter-verifier+filter-typicality',
  'mix-sources+accumulate-subsample',
  'retain:share=0.04+weight-golden:share=0',
];
const SPECS = [...STRATEGIES.map(({ card }) => card.id), ...COMPOSITIONS];
const statedDivision = (id: string) =>
  /^\*\*Division:\*\* `([a-z]+)`/m.exec(readFileSync(`benchmarks/strategies/${id}/README.md`, 'utf8'))?.[1];

const { card, load } = requireBenchmark(inject('benchmark'));
const engine = inject('engine');
const reasons: string[] = [];
const absent = engine !== null && resolveEngine(engine, (line) => reasons.push(line)) !== engine;
const on = engine === null ? '' : ` with the engine ${engine}${absent ? `, left out: ${reasons.join(' ')}` : ''}`;

describe.skipIf(absent)(`on ${card.id}${on}`, () => {
  const params = resolveBenchmarkParams(card, 'smoke', {});
  const { generations } = card.tiers.smoke;
  let benchmark: Benchmark;
  let replace: SeedResult;

  beforeAll(async () => {
    const { create } = (await load()).default;
    benchmark = await create(params, engine === null ? null : await loadEngine(engine));
    replace = await run('replace');
  }, 120_000);

  async function run(spec: string): Promise<SeedResult> {
    return runSeed({
      root: `${card.id}@${card.version}`,
      benchmark,
      metrics: card.metrics.map(({ id }) => id),
      primary: card.primary,
      strategies: await createStrategies(spec),
      seed: 1,
      generations,
      keepSamples: false,
    });
  }

  const missing = (spec: string) =>
    resolveStrategy(spec)
      .parts.map(({ id, resolved }) => missingCapability(requireStrategy(id).card, resolved, card))
      .find((need) => need !== null);
  const applicable = SPECS.filter((spec) => missing(spec) === undefined);

  test('the controls and baselines are applicable', () => {
    expect(applicable).toEqual(expect.arrayContaining(['replace', 'oracle', 'freeze', 'gen0-samples']));
  });

  test.each(applicable)('%s keeps the contract', async (spec) => {
    const result = spec === 'replace' ? replace : await run(spec);
    expect(result.status).toEqual({ state: 'completed' });

    // Generation 0 is shared, bit for bit; every metric has a value or null in every generation.
    for (const { id } of card.metrics) {
      expect(result.metrics[id]?.[0], id).toBe(replace.metrics[id]?.[0]);
      expect(result.metrics[id]).toHaveLength(generations + 1);
    }
    expect(result.metrics[card.primary]?.every((value) => Number.isFinite(value))).toBe(true);

    expect(result.ledger.map((entry) => entry.generation)).toEqual(
      Array.from({ length: generations + 1 }, (_, g) => g),
    );
    for (const entry of result.ledger) {
      ledgerEntrySchema.parse(entry);
      expect(accountedSize(entry)).toBe(entry.trainingSize);
      // Samples come from models of earlier generations.
      for (const { generation } of entry.synthetic) expect(generation).toBeLessThan(entry.generation);
    }

    const { parts, regime } = resolveStrategy(spec);
    const division = divisionOf(regime, [result.ledger], benchmark.size);
    if (parts.length === 1) expect(division).toBe(statedDivision(spec));

    // The same seed again gives the same numbers.
    if (spec !== 'replace') expect(await run(spec)).toEqual(result);
  });
});
