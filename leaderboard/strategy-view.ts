/** Reads what the pages of strategies show. */
import { missingCapability, type StrategyCard } from '../benchmarks/protocol/card.ts';
import { type Params, SUITE, TIERS, type Tier } from '../benchmarks/protocol/ids.ts';
import { STRATEGIES } from '../benchmarks/strategies/catalog.ts';
import { strategiesOf } from './board-order.ts';
import { BENCHMARK_CARDS, getStrategyCard, parameterViews } from './cards.ts';
import type { Database } from './db/database.ts';
import { compareEntries, type Entry, listEntries, type Standing, standingsOf } from './entries.ts';
import { overallScoreView } from './score-words.ts';
import type { StrategyResult, StrategySummary, StrategyView } from './views.ts';

const MAX_RESULTS = 50;

/** All strategies of the catalog with their best entries at a tier, in table order. */
export async function listStrategies({ prisma }: Database, tier: Tier): Promise<StrategySummary[]> {
  const key = { suite: SUITE, tier };
  const entries = (await listEntries(prisma, key)).sort(compareEntries);
  const standings = standingsOf(key, entries);
  return STRATEGIES.map(({ card }) => ({ ...identityOf(card), best: bestOf(card.id, entries, standings, tier) }));
}

/** A strategy of the catalog with all its results; null where there is none of that id. */
export async function getStrategy({ prisma }: Database, id: string): Promise<StrategyView | null> {
  const card = getStrategyCard(id);
  if (card === null) return null;
  const results: StrategyResult[] = [];
  for (const tier of [...TIERS].reverse()) {
    const key = { suite: SUITE, tier };
    const entries = (await listEntries(prisma, key)).sort(compareEntries);
    const standings = standingsOf(key, entries);
    const own = entries.filter(({ spec }) => strategiesOf(spec).includes(id));
    results.push(...own.map((entry) => resultOf(entry, standings.get(entry.id), tier)));
  }
  const defaults = card.params.parse({}) as Params;
  return {
    ...identityOf(card),
    parameters: parameterViews(card),
    regime: { ...card.regime(defaults) },
    needs: card.needs(defaults),
    inapplicable: BENCHMARK_CARDS.filter((benchmark) => missingCapability(card, defaults, benchmark) !== null).map(
      (benchmark) => ({ id: benchmark.id, name: benchmark.name }),
    ),
    command: `npx heirloom run ${BENCHMARK_CARDS.map((benchmark) => benchmark.id).join(' ')} --strategy ${[...new Set(['replace', 'oracle', id])].join(' ')} --tier quick --out results`,
    results: results.slice(0, MAX_RESULTS),
    total: results.length,
  };
}

function identityOf(card: StrategyCard): Omit<StrategySummary, 'best'> {
  const { id, version, name, summary, group, reference } = card;
  return { id, version, name, summary, group, reference };
}

/** Of the official entries with this strategy alone, the best; it may have no score where none of them has. */
function bestOf(
  id: string,
  entries: readonly Entry[],
  standings: ReadonlyMap<string, Standing>,
  tier: Tier,
): StrategyResult | null {
  const best = entries.find(({ spec, official }) => {
    const parts = strategiesOf(spec);
    return official && parts.length === 1 && parts[0] === id;
  });
  return best ? resultOf(best, standings.get(best.id), tier) : null;
}

function resultOf(entry: Entry, standing: Standing | undefined, tier: Tier): StrategyResult {
  const { id, spec, division, overall } = entry;
  return {
    id,
    spec,
    tier,
    division,
    overall: overallScoreView(overall),
    rank: standing?.rank ?? null,
    rankReason: standing?.reason ?? null,
    realShare: overall.facets.cost.realShare,
  };
}
