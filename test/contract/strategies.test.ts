/** Every strategy on every benchmark, as the catalogs list them: a newcomer joins by being listed. Smoke size, few seeds. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { beforeAll, describe, expect, test } from 'vitest';
import { loadEngine } from '../../benchmarks/numerics/engine/load.ts';
import { missingCapability } from '../../benchmarks/protocol/card.ts';
import { accountedSize, ledgerEntrySchema } from '../../benchmarks/protocol/ledger.ts';
import { divisionOf, regimeSchema } from '../../benchmarks/protocol/regime.ts';
import { runSeed, type SeedResult } from '../../benchmarks/runner/harness.ts';
import { resolveBenchmarkParams, resolveStrategy } from '../../benchmarks/runner/plan.ts';
import { requireStrategy, STRATEGIES } from '../../benchmarks/strategies/catalog.ts';
import type { Benchmark } from '../../benchmarks/suite/benchmark.ts';
import { BENCHMARKS } from '../../benchmarks/suite/catalog.ts';
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
const FOLDER = 'benchmarks/strategies';
const readme = (id: string) => readFileSync(`${FOLDER}/${id}/README.md`, 'utf8');
const statedDivision = (id: string) => /^\*\*Division:\*\* `([a-z]+)`/m.exec(readme(id))?.[1];

describe('the catalog', () => {
  test('lists every strategy folder, once', () => {
    const folders = readdirSync(FOLDER, { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map((entry) => entry.name);
    expect(STRATEGIES.map(({ card }) => card.id).sort()).toEqual(folders.sort());
  });

  test.each(STRATEGIES)(
    '$card.id has a loadable module, defaults for every parameter and a README that names them',
    async ({ card, load }) => {
      expect((await load()).default.card).toBe(card);
      const defaults = card.params.parse({});
      expect(Object.keys(defaults)).toEqual(Object.keys(card.params.shape));
      expect(regimeSchema.parse(card.regime(defaults as never))).toBeTruthy();
      expect(existsSync(`${FOLDER}/${card.id}/README.md`)).toBe(true);
      const text = readme(card.id);
      for (const part of [
        card.reference.url,
        '## Measured here',
        ...Object.keys(card.params.shape).map((name) => `\`${name}\``),
      ]) {
        expect(text).toContain(part);
      }
    },
  );
});

describe.each(BENCHMARKS)('on $card.id', ({ card, load }) => {
  const params = resolveBenchmarkParams(card, 'smoke', {});
  const { generations } = card.tiers.smoke;
  let benchmark: Benchmark;
  let replace: SeedResult;

  beforeAll(async () => {
    benchmark = await (await load()).default.create(
      params,
      card.engine === 'tensors' ? await loadEngine('wasm') : null,
    );
    replace = await run('replace');
  }, 120_000);

  async function run(spec: string, seed = 1): Promise<SeedResult> {
    return runSeed({
      root: `${card.id}@${card.version}`,
      benchmark,
      metrics: card.metrics.map(({ id }) => id),
      primary: card.primary,
      strategies: await createStrategies(spec),
      seed,
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
