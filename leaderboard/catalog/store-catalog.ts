/** What submissions refer to: suites, their benchmarks and the strategies, each with the card it had. */
import type { BenchmarkCard } from '#benchmarks/protocol/card.ts';
import type { RunRecord } from '#benchmarks/protocol/record.ts';
import { apartOf, benchmarksOf } from '#benchmarks/suite/catalog.ts';
import { SUITES } from '#benchmarks/suite/manifests.ts';
import type { Queryable } from '../db/data-version.ts';
import { Prisma } from '../generated/client.ts';
import { benchmarkCardJson, getStrategyCard, strategyCardJson } from './cards.ts';

/** Makes sure that this checkout's suites, their benchmarks and the strategies of these runs are stored. */
export async function insertCatalog(tx: Queryable, runs: readonly Pick<RunRecord, 'strategy'>[]): Promise<void> {
  for (const suite of SUITES) {
    const cards = benchmarksOf(suite);
    if (!(await hasSuite(tx, suite, cards))) await insertSuite(tx, suite, cards);
    await insertBenchmarks(tx, apartOf(suite));
  }
  const parts = runs.flatMap((run) => run.strategy.parts);
  await tx.strategy.createMany({
    data: parts.map(({ id, version }) => {
      const card = getStrategyCard(id);
      const isThis = card?.version === version;
      return { id, version, ...(isThis ? { card: strategyCardJson(card) as Prisma.InputJsonValue } : {}) };
    }),
    skipDuplicates: true,
  });
  await addMissingCards(tx, parts);
}

/** A strategy that was first known from a submission gets its card once this site's catalog has it. */
async function addMissingCards(tx: Queryable, parts: readonly StrategyPart[]): Promise<void> {
  for (const { id, version } of parts) {
    const card = getStrategyCard(id);
    if (card?.version !== version) continue;
    const data = { card: strategyCardJson(card) as Prisma.InputJsonValue };
    await tx.strategy.updateMany({ where: { id, version, card: { equals: Prisma.DbNull } }, data });
  }
}

type StrategyPart = RunRecord['strategy']['parts'][number];

async function hasSuite(tx: Queryable, suite: string, cards: readonly BenchmarkCard[]): Promise<boolean> {
  const rows = await tx.suiteBenchmark.findMany({
    where: { suiteId: suite },
    select: { benchmarkId: true, benchmarkVersion: true },
  });
  const known = new Set(rows.map(({ benchmarkId, benchmarkVersion }) => `${benchmarkId}@${benchmarkVersion}`));
  return cards.every(({ id, version }) => known.has(`${id}@${version}`));
}

async function insertSuite(tx: Queryable, suite: string, cards: readonly BenchmarkCard[]): Promise<void> {
  await tx.suite.createMany({ data: [{ id: suite }], skipDuplicates: true });
  await insertBenchmarks(tx, cards);
  await tx.suiteBenchmark.createMany({
    data: cards.map(({ id, version }, position) => ({
      suiteId: suite,
      position,
      benchmarkId: id,
      benchmarkVersion: version,
    })),
    skipDuplicates: true,
  });
}

async function insertBenchmarks(tx: Queryable, cards: readonly BenchmarkCard[]): Promise<void> {
  if (cards.length === 0) return;
  await tx.benchmark.createMany({
    data: cards.map((card) => ({
      id: card.id,
      version: card.version,
      card: benchmarkCardJson(card) as Prisma.InputJsonValue,
    })),
    skipDuplicates: true,
  });
}
