/** Reads what the pages of strategies show. */

import { compareEntries } from '#benchmarks/board/unranked.ts';
import { missingCapability, type StrategyCard } from '#benchmarks/protocol/card.ts';
import { type Params, TIERS, type Tier } from '#benchmarks/protocol/ids.ts';
import { describeParameters } from '#benchmarks/protocol/parameters.ts';
import { STRATEGIES } from '#benchmarks/strategies/catalog.ts';
import { SUITE, SUITES } from '#benchmarks/suite/manifests.ts';
import { isComplete } from '../boards/column-order.ts';
import { type BoardKey, type Entry, listEntries, type RankStanding, standingsOf } from '../boards/entries.ts';
import { strategiesOf } from '../boards/order.ts';
import { listScoreDetails } from '../boards/rows.ts';
import { isVouchedFor } from '../boards/vouched.ts';
import { getStrategyCard, SUITE_CARDS } from '../catalog/cards.ts';
import { compareSuites } from '../catalog/suites.ts';
import type { Queryable } from '../db/data-version.ts';
import type { Database } from '../db/database.ts';
import { MISSING_SCORE, overallScoreView } from '../scores/words.ts';
import type { StrategyBest, StrategyCardView, StrategyResult, StrategySummary, StrategyView } from '../views/index.ts';

/** Results of a page. */
const PAGE_SIZE = 50;

/** All strategies of the catalog with their best entries at a tier, in table order. */
export async function listStrategies({ prisma }: Database, tier: Tier): Promise<StrategySummary[]> {
  const key = { suite: SUITE, group: 'all', tier } as const;
  const entries = (await listEntries(prisma, key)).sort(compareEntries);
  const standings = standingsOf(key, entries);
  return STRATEGIES.map(({ card }) => ({ ...identityOf(card), best: bestOf(card.id, entries, standings, tier) }));
}

/**
 * A strategy with one page of all its results; null where neither the catalog nor a submission has one of that id, or there is
 * no such page.
 */
export async function getStrategy({ prisma }: Database, id: string, page: number): Promise<StrategyView | null> {
  const card = getStrategyCard(id);
  if (card === null && (await prisma.strategy.findFirst({ where: { id }, select: { id: true } })) === null) return null;
  const found = await listPlaced(prisma, id);
  const pages = Math.max(1, Math.ceil(found.length / PAGE_SIZE));
  if (page < 1 || page > pages) return null;
  const onPage = found.slice((page - 1) * PAGE_SIZE, page * PAGE_SIZE);
  return {
    id,
    card: card && cardView(card),
    benchmarks: SUITE_CARDS.map(({ id: benchmark, name, summary }) => ({ id: benchmark, name, summary })),
    results: await resultsOf(prisma, onPage),
    page,
    pages,
    total: found.length,
    attempts: await attemptsOf(prisma, id),
  };
}

async function attemptsOf(client: Queryable, strategyId: string): Promise<StrategyView['attempts']> {
  const made = await client.submission.findMany({
    where: { parts: { some: { strategyId } } },
    select: { tokenId: true, tombstone: true },
  });
  return {
    made: made.length,
    senders: new Set(made.map(({ tokenId }) => tokenId)).size,
    gone: made.filter(({ tombstone }) => tombstone !== null).length,
  };
}

function cardView(card: StrategyCard): StrategyCardView {
  const defaults = card.params.parse({}) as Params;
  return {
    ...identityOf(card),
    parameters: describeParameters(card.params),
    regime: { ...card.regime(defaults) },
    needs: card.needs(defaults),
    inapplicable: SUITE_CARDS.filter((benchmark) => missingCapability(card, defaults, benchmark) !== null).map(
      (benchmark) => ({ id: benchmark.id, name: benchmark.name }),
    ),
    command: `npx heirloom run ${SUITE_CARDS.map((benchmark) => benchmark.id).join(' ')} --strategy ${[...new Set(['replace', 'oracle', card.id])].join(' ')} --tier quick --out results`,
  };
}

/** An entry on the board that speaks for it. */
interface Placed {
  readonly entry: Entry;
  readonly key: BoardKey;
  readonly standing: RankStanding | undefined;
}

/**
 * Every entry with a strategy once, on the newest suite on which it is complete, else on the newest: those that are complete
 * on the newest suite first, then on older ones, then partial ones; in each the largest tier first, then by score.
 */
async function listPlaced(client: Queryable, strategy: string): Promise<Placed[]> {
  const placed: Placed[] = [];
  for (const tier of [...TIERS].reverse()) {
    const ofTier = new Map<string, Placed>();
    for (const suite of [...SUITES].reverse()) {
      const key = { suite, group: 'all', tier } as const;
      const entries = await listEntries(client, key);
      const standings = standingsOf(key, entries);
      for (const entry of entries) {
        if (!strategiesOf(entry.spec).includes(strategy)) continue;
        const known = ofTier.get(entry.id);
        const isBetter = known?.entry.overall.value === null && entry.overall.value !== null;
        if (!known || isBetter) ofTier.set(entry.id, { entry, key, standing: standings.get(entry.id) });
      }
    }
    placed.push(...[...ofTier.values()].sort((a, b) => compareEntries(a.entry, b.entry)));
  }
  // Stable: the larger tier first among those that are complete on the same suite.
  return placed.sort((a, b) => suitesBehind(a) - suitesBehind(b));
}

/** How many suites are newer than the one that an entry is complete on; all of them where it is on none. */
function suitesBehind({ entry, key }: Placed): number {
  return isComplete(entry) ? SUITES.filter((suite) => compareSuites(suite, key.suite) > 0).length : SUITES.length;
}

async function resultsOf(client: Queryable, placed: readonly Placed[]): Promise<StrategyResult[]> {
  const ids = placed.map(({ entry }) => entry.id);
  const details = await listScoreDetails(client, SUITE_CARDS, ids);
  const scores = new Map(details.map(({ submissionId, benchmark, score }) => [`${submissionId} ${benchmark}`, score]));
  return placed.map(({ entry, key, standing }) => ({
    ...bestView(entry, standing, key.tier),
    suite: key.suite,
    label: entry.label,
    outside: entry.outside,
    benchmarks: Object.fromEntries(SUITE_CARDS.map(({ id }) => [id, scores.get(`${entry.id} ${id}`) ?? MISSING_SCORE])),
    cost: entry.overall.cost,
  }));
}

function identityOf(card: StrategyCard): Omit<StrategySummary, 'best'> {
  const { id, version, name, summary, group, reference } = card;
  return { id, version, name, summary, group, reference };
}

/**
 * Of the official entries with this strategy alone that the site answers for, scored against nobody's own controls, the
 * best; it may have no score where none of them has.
 */
function bestOf(
  id: string,
  entries: readonly Entry[],
  standings: ReadonlyMap<string, RankStanding>,
  tier: Tier,
): StrategyBest | null {
  const best = entries.find((entry) => {
    const parts = strategiesOf(entry.spec);
    const counts = isVouchedFor(entry) && entry.official && entry.overall.source !== 'own';
    return counts && parts.length === 1 && parts[0] === id;
  });
  return best ? bestView(best, standings.get(best.id), tier) : null;
}

function bestView(entry: Entry, standing: RankStanding | undefined, tier: Tier): StrategyBest {
  const { id, spec, division, classes, overall } = entry;
  return {
    id,
    spec,
    tier,
    division,
    classes,
    overall: overallScoreView(overall),
    rank: standing?.rank ?? null,
    rankReason: standing?.reason ?? null,
  };
}
