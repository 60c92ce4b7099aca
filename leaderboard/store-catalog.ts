/** What submissions refer to: their suite, its benchmarks and their strategies, each with the card it had. */
import type { RunRecord } from '../benchmarks/protocol/record.ts';
import { BENCHMARK_CARDS, benchmarkCardJson, getStrategyCard, strategyCardJson } from './cards.ts';
import type { Queryable } from './db/data-version.ts';
import type { Prisma } from './generated/client.ts';

/** Makes sure that the suite, its benchmarks and the strategies of these runs are stored. */
export async function insertCatalog(tx: Queryable, suite: string, runs: readonly RunRecord[]): Promise<void> {
  if (!(await hasSuite(tx, suite))) await insertSuite(tx, suite);
  const parts = runs.flatMap((run) => run.strategy.parts);
  await tx.strategy.createMany({
    data: parts.map(({ id, version }) => {
      const card = getStrategyCard(id);
      const isThis = card?.version === version;
      return { id, version, ...(isThis ? { card: strategyCardJson(card) as Prisma.InputJsonValue } : {}) };
    }),
    skipDuplicates: true,
  });
}

async function hasSuite(tx: Queryable, suite: string): Promise<boolean> {
  const rows = await tx.suiteBenchmark.findMany({
    where: { suiteId: suite },
    select: { benchmarkId: true, benchmarkVersion: true },
  });
  const known = new Set(rows.map(({ benchmarkId, benchmarkVersion }) => `${benchmarkId}@${benchmarkVersion}`));
  return BENCHMARK_CARDS.every(({ id, version }) => known.has(`${id}@${version}`));
}

async function insertSuite(tx: Queryable, suite: string): Promise<void> {
  await tx.suite.createMany({ data: [{ id: suite }], skipDuplicates: true });
  await tx.benchmark.createMany({
    data: BENCHMARK_CARDS.map((card) => ({
      id: card.id,
      version: card.version,
      card: benchmarkCardJson(card) as Prisma.InputJsonValue,
    })),
    skipDuplicates: true,
  });
  await tx.suiteBenchmark.createMany({
    data: BENCHMARK_CARDS.map(({ id, version }, position) => ({
      suiteId: suite,
      position,
      benchmarkId: id,
      benchmarkVersion: version,
    })),
    skipDuplicates: true,
  });
}
