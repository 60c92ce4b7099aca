/** Strategies made for a test, run on a benchmark of the suite as the harness runs any: what they end in. */

import { updatesOfFit } from '#benchmarks/protocol/card.ts';
import type { LedgerEntry2 } from '#benchmarks/protocol/ledger-2.ts';
import { ledgerOf } from '#benchmarks/protocol/ledger-2.ts';
import { type Division, divisionOf, REPLACE_REGIME, type Regime } from '#benchmarks/protocol/regime.ts';
import { runSeed, type SeedResult } from '#benchmarks/runner/harness.ts';
import { resolveStrategy } from '#benchmarks/runner/plan.ts';
import { loadBenchmark } from '#benchmarks/runner/planned-seed.ts';
import type { Strategy } from '#benchmarks/strategies/strategy.ts';
import { benchmarkNamed } from '#benchmarks/suite/catalog.ts';
import { createStrategies } from './toy-benchmark.ts';

export interface Played {
  /** `[seedIndex]` */
  readonly seeds: readonly SeedResult[];
  readonly division: Division;
  /** Generation 2 of the first seed. */
  readonly entry: LedgerEntry2;
  /** Mean of the primary metric over generations 1…G and seeds. */
  readonly average: number;
}

interface Options {
  readonly seeds?: number;
  readonly generations?: number;
  /** What differs from the regime of `replace`; of a specification, its own. */
  readonly regime?: Partial<Regime>;
}

/** Plays a specification, or strategies made for a test. `benchmark`: `gaussian@2` */
export async function play(
  benchmark: string,
  strategy: string | (() => Strategy),
  { seeds = 2, generations = 3, regime = {} }: Options = {},
): Promise<Played> {
  const { card } = benchmarkNamed(benchmark);
  const { id, version } = card;
  const params = card.params.parse({}) as Record<string, number | string | boolean>;
  const loaded = await loadBenchmark({ benchmark: { id, version, params, tier: 'smoke', generations }, engine: 'js' });
  const strategies = typeof strategy === 'string' ? await createStrategies(strategy) : [strategy];
  const task = {
    ...{ root: `${id}@${version}`, benchmark: loaded, metrics: card.metrics.map((metric) => metric.id) },
    ...{ primary: card.primary, strategies, generations, keepSamples: false, ledger: ledgerOf(card) },
    takesOwn: regime.external === 'other-data',
  };
  const results: SeedResult[] = [];
  for (let seed = 1; seed <= seeds; seed++) results.push(await runSeed({ ...task, seed }));
  const ledgers = results.map(({ ledger }) => ledger);
  const allowed = typeof strategy === 'string' ? resolveStrategy(strategy).regime : { ...REPLACE_REGIME, ...regime };
  const values = results.flatMap(({ metrics }) => metrics[card.primary]?.slice(1) ?? []) as number[];
  return {
    seeds: results,
    division: divisionOf(allowed, ledgers, loaded.size, updatesOfFit(card, params)),
    entry: ledgers[0]?.[2] as LedgerEntry2,
    average: values.reduce((sum, value) => sum + value, 0) / values.length,
  };
}

/** The score that a strategy's average gives between those of the controls (docs/scoring.md). */
export async function gapClosed(
  benchmark: string,
  strategy: string | (() => Strategy),
  options: Options,
): Promise<number> {
  const [own, replace, oracle] = await Promise.all([
    play(benchmark, strategy, options),
    play(benchmark, 'replace', options),
    play(benchmark, 'oracle', options),
  ]);
  return 100 * (1 - (own.average - oracle.average) / (replace.average - oracle.average));
}
