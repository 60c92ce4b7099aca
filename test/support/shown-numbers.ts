/** Everything that a site shows of its stored scores, without the words around it: what must stay when it is stored otherwise. */
import { TIERS } from '#benchmarks/protocol/ids.ts';
import { SUITES } from '#benchmarks/suite/manifests.ts';
import { getBenchmark } from '#leaderboard/benchmarks/page.ts';
import { getBoard, getPareto } from '#leaderboard/boards/board.ts';
import { getComparison } from '#leaderboard/comparisons/comparison.ts';
import type { Database } from '#leaderboard/db/database.ts';
import { collectSnapshot } from '#leaderboard/snapshots/collect.ts';
import { getSubmission } from '#leaderboard/submissions/page.ts';

/** Texts may be put better, and cards may get more to say. */
const WORDS = new Set([
  'words',
  'rankWords',
  'command',
  'name',
  'unit',
  'title',
  'description',
  'environment',
  'benchmark',
  // That a score lies beyond the range that pages show.
  'clipped',
]);

/** What views got later, with what it says where there is nothing to say. */
const LATER: Readonly<Record<string, string>> = {
  applicable: 'null',
  classes: 'null',
  horizon: 'null',
  idle: '[]',
  isIdle: 'false',
  objection: 'null',
  outside: 'false',
  sameAs: 'null',
};
/** What they got later that always has something to say: there is nothing of before to compare it with. */
const NEW = new Set(['groups', 'placeRank', 'trainingEfficient']);

const withoutWords = (value: unknown): unknown =>
  JSON.parse(
    JSON.stringify(value, function (this: unknown, key, inner: unknown) {
      // What a point cost to train came with whether it is efficient by that.
      // A snapshot's groups are a list, and were there before.
      const isNew =
        (NEW.has(key) && !Array.isArray(inner)) ||
        (key === 'training' && Object.hasOwn(this as object, 'trainingEfficient'));
      const isEmpty = Object.hasOwn(LATER, key) && JSON.stringify(inner) === LATER[key];
      return WORDS.has(key) || isNew || isEmpty ? undefined : inner;
    }),
  );

/** By what was read. `benchmark`: one whose page is read; `compared`: entries that are compared. */
export async function readShownNumbers(
  database: Database,
  { benchmark, compared }: { readonly benchmark: string; readonly compared: readonly string[] },
): Promise<Record<string, unknown>> {
  const read: Record<string, unknown> = {};
  for (const suite of SUITES.slice(0, 2)) {
    for (const tier of TIERS.slice(0, 2)) {
      for (const [group, division] of [
        ['all', 'all'],
        ['text', 'closed'],
      ] as const) {
        const query = { suite, tier, division, group } as const;
        const name = `${suite} ${tier} ${division} ${group}`;
        for (const sort of ['score', 'tail'])
          read[`board ${name} by ${sort}`] = (await getBoard(database, { ...query, page: 1, sort }))?.rows.map((row) =>
            sort === 'score' ? row : row.id,
          );
        read[`pareto ${name}`] = await getPareto(database, query);
      }
    }
  }
  const submissions = await database.prisma.submission.findMany({ select: { id: true }, orderBy: { id: 'asc' } });
  for (const { id } of submissions) {
    const view = await getSubmission(database, id);
    read[`submission ${id}`] = view && {
      overall: view.overall,
      iqm: view.iqm,
      division: view.division,
      rank: view.rank,
      cost: view.cost,
      runs: view.runs.map(({ score, axes, cost, lines }) => ({ score, axes, cost, lines })),
      missing: view.missing.map(({ id: missing, score }) => [missing, score.status]),
    };
  }
  for (const tier of TIERS.slice(0, 2)) {
    const view = await getBenchmark(database, { id: benchmark, tier });
    read[`benchmark ${tier}`] = view && {
      controls: view.controls,
      lines: view.lines,
      best: view.best,
      last: view.metrics.map(({ id, replaceLast, oracleLast }) => [id, replaceLast, oracleLast]),
    };
  }
  const { entries, pairs } = await getComparison(database, compared);
  read.comparison = { entries, pairs };
  const { boards, withdrawn } = await collectSnapshot(database.prisma, '0.1', new Date('2026-11-29T12:00:00Z'));
  read.snapshot = { boards, withdrawn };
  return withoutWords(read) as Record<string, unknown>;
}
