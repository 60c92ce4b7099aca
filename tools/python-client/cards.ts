/**
 * What the Python package knows of the benchmarks: their cards as data. Functions of parameters (the form of samples, the updates of a
 * fit) are written out for the parameters of every tier; with others the package leaves them to `heirloom check`.
 */
import { z } from 'zod';
import type { BenchmarkCard } from '#benchmarks/protocol/card.ts';
import { recordFormat, tierParams, updatesOfFit } from '#benchmarks/protocol/card.ts';
import { canonicalJson } from '#benchmarks/protocol/digest.ts';
import { TIERS } from '#benchmarks/protocol/ids.ts';
import { ledgerOf } from '#benchmarks/protocol/ledger-2.ts';
import { STRATEGIES } from '#benchmarks/strategies/catalog.ts';
import { BENCHMARKS, benchmarksOf } from '#benchmarks/suite/catalog.ts';
import { knownTruth, metricsWithTruth, truthParamsOf } from '#benchmarks/suite/known.ts';
import generation0 from '#benchmarks/suite/known-generation-0.json' with { type: 'json' };
import { MANIFESTS, SUITES, suiteOf } from '#benchmarks/suite/manifests.ts';

const nameOf = ({ id, version }: BenchmarkCard): string => `${id}@${version}`;

/** A card as the package reads it. */
function cardData(card: BenchmarkCard) {
  const truths = new Map<string, { readonly params: unknown; readonly truth: unknown }>();
  const tiers = TIERS.map((tier) => {
    const params = tierParams(card, tier);
    const truthParams = truthParamsOf(card, params);
    const truth = knownTruth(card, params);
    if (truth !== null) truths.set(canonicalJson(truthParams), { params: truthParams, truth });
    const { seeds, generations } = card.tiers[tier];
    return [tier, { seeds, generations, params, form: card.samples(params), fitUpdates: updatesOfFit(card, params) }];
  });
  const schema = z.toJSONSchema(card.params);
  const optional = Object.keys(schema.properties ?? {}).filter((name) => !schema.required?.includes(name));
  return {
    suite: suiteOf(card),
    format: recordFormat(card),
    ledger: ledgerOf(card),
    unit: card.unit,
    primary: card.primary,
    capabilities: card.capabilities,
    metrics: card.metrics.map(({ id, range, since }) => ({ id, range, ...(since !== undefined && { since }) })),
    params: schema.properties,
    ...(optional.length > 0 && { optionalParams: optional }),
    truthParams: card.truthParams ?? [],
    withTruth: metricsWithTruth(card),
    truths: [...truths.values()],
    tiers: Object.fromEntries(tiers),
  };
}

/** The content of clients/python/src/heirloom/cards.json. */
export function pythonCards() {
  const engines = new Map(generation0.map(({ engine: { id, version } }) => [`${id} ${version}`, [id, version]]));
  return {
    suites: Object.fromEntries(SUITES.map((suite) => [suite, benchmarksOf(suite).map(nameOf)])),
    released: MANIFESTS.filter(({ released }) => released).map(({ id }) => id),
    engines: [...engines.values()],
    strategies: STRATEGIES.map(({ card }) => card.id),
    benchmarks: Object.fromEntries(BENCHMARKS.map(({ card }) => [nameOf(card), cardData(card)])),
  };
}
