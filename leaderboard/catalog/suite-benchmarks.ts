/** The benchmarks of a suite as boards show them: this checkout's own by its cards, others by the stored ones. */

import { roleOf } from '#benchmarks/board/roles.ts';
import { type BenchmarkCard, tierParams } from '#benchmarks/protocol/card.ts';
import type { Tier } from '#benchmarks/protocol/ids.ts';
import type { ListedMetric } from '#benchmarks/protocol/metric.ts';
import { apartOf, findCard as findOwnCard } from '#benchmarks/suite/catalog.ts';
import { isSuite, LATER_SUITES, SUITES, suiteEntries } from '#benchmarks/suite/manifests.ts';
import { type BoardKey, type Entry, listEntries } from '../boards/entries.ts';
import type { Queryable } from '../db/data-version.ts';
import type { BoardBenchmark, ScoreState } from '../views/index.ts';
import { metricView } from './cards.ts';
import { controlsCommand } from './commands.ts';
import { engineHere } from './repeatable.ts';
import { type BoardName, boardScope, compareSuites, isNamedGroup, listedOn } from './suites.ts';

/** A card without its code: what the database keeps. */
export type StoredCard = Omit<BenchmarkCard, 'params' | 'samples' | 'fitUpdates' | 'ledger' | 'metrics'> & {
  readonly metrics: readonly Pick<ListedMetric, 'id' | 'axis' | 'since'>[];
};

/** The suite's benchmarks in table order; empty where there is no such suite. */
export async function listSuiteCards(client: Queryable, suite: string): Promise<readonly StoredCard[]> {
  const listed = suiteEntries(suite);
  if (listed.length > 0) {
    const cards: StoredCard[] = [];
    // One after the other: a transaction has one connection, and pg warns of a second query on it.
    for (const { id, protocol } of listed) {
      const card = await findCard(client, id, protocol);
      if (card !== null) cards.push(card);
    }
    return cards;
  }
  const rows = await client.suiteBenchmark.findMany({
    where: { suiteId: suite },
    select: { benchmark: { select: { card: true } } },
    orderBy: { position: 'asc' },
  });
  return rows.map(({ benchmark }) => benchmark.card as unknown as StoredCard);
}

/** A board's benchmarks in table order; empty where there is no such board. */
export async function listBoardCards(client: Queryable, { suite, group }: BoardName): Promise<readonly StoredCard[]> {
  return cardsOn(await listSuiteCards(client, suite), { suite, group });
}

/** What a suite lists apart, as this checkout has it. */
export const apartCards = (suite: string): readonly StoredCard[] => (isSuite(suite) ? apartOf(suite) : []);

/** Those that a board is over, in their order: of a suite's cards, and on a group's board of those that it lists apart. */
export function cardsOn(cards: readonly StoredCard[], { suite, group }: BoardName): readonly StoredCard[] {
  if (group === 'all') return cards;
  if (isNamedGroup(group) && group !== 'networks')
    return [...cards, ...apartCards(suite)].filter((card) => card.group === group);
  const listed = listedOn({ suite, group });
  return cards.filter(({ id, version }) => listed.some((entry) => entry.id === id && entry.protocol === version));
}

/** All suites that there are, newest first; of those behind the one that is released next what has entries, and what is shown. */
export async function listSuites(client: Queryable, shown: string): Promise<string[]> {
  const rows = await client.suite.findMany({ select: { id: true } });
  const ids = new Set<string>([...SUITES, ...rows.map(({ id }) => id)]);
  for (const suite of LATER_SUITES) {
    const board = boardScope({ suite, group: 'all' });
    if (suite !== shown && (await client.boardScore.findFirst({ where: { board } })) === null) ids.delete(suite);
  }
  return [...ids].sort((a, b) => compareSuites(b, a));
}

/** The card of a benchmark's version that has been run; null where there is none. */
export async function findCard(client: Queryable, id: string, version: number): Promise<StoredCard | null> {
  const own = findOwnCard({ id, protocol: version });
  if (own) return own;
  const stored = await client.benchmark.findUnique({ where: { id_version: { id, version } }, select: { card: true } });
  return (stored?.card ?? null) as StoredCard | null;
}

/** The benchmarks with the state of the site's own controls at the tier. */
export async function listBoardBenchmarks(
  client: Queryable,
  key: BoardKey,
  cards: readonly StoredCard[],
  entries?: readonly Entry[],
): Promise<BoardBenchmark[]> {
  const controls = (entries ?? (await listEntries(client, key))).filter((entry) => roleOf(entry) === 'control');
  const scores = await client.benchmarkScore.findMany({
    where: { submissionId: { in: controls.map(({ id }) => id) } },
    select: { benchmarkId: true, status: true },
  });
  // Whichever of the site's own runs of the controls have the benchmark.
  const states = new Map<string, ScoreState>();
  for (const { benchmarkId, status } of scores) if (isPaired(status)) states.set(benchmarkId, status);
  return cards.map((card) => boardBenchmark(card, key.tier, states.get(card.id) ?? 'uncontrolled'));
}

const isPaired = (state: ScoreState): boolean => state === 'scored' || state === 'inseparable';

/** `state`: of the score of one of the controls, which is scored against both. */
function boardBenchmark(card: StoredCard, tier: Tier, state: ScoreState): BoardBenchmark {
  const { seeds, generations } = card.tiers[tier];
  const hasControls = isPaired(state);
  const own = findOwnCard({ id: card.id, protocol: card.version });
  return {
    id: card.id,
    version: card.version,
    name: card.name,
    summary: card.summary,
    primary: metricView(card.primary, card),
    seeds,
    generations,
    hasControls,
    separable: hasControls ? state === 'scored' : null,
    inCatalog: own !== null,
    command: hasControls
      ? null
      : controlsCommand({
          benchmark: card.id,
          version: card.version,
          tier,
          params: own === null ? {} : tierParams(own, tier),
          generations,
          seeds: seedsUpTo(seeds),
          engine: engineHere(card.engine === 'js'),
        }),
  };
}

const seedsUpTo = (count: number): number[] => Array.from({ length: count }, (_, i) => i + 1);
