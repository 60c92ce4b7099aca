/** Scores of a whole suite's entries on the boards of its groups: what stands beside the overall score. */
import type { BenchmarkCard } from '#benchmarks/protocol/card.ts';
import { boardScope } from '../catalog/suites.ts';
import type { Queryable } from '../db/data-version.ts';
import { overallScoreView } from '../scores/words.ts';
import type { ScoreView } from '../views/index.ts';
import type { BoardKey } from './entries.ts';

export type GroupName = BenchmarkCard['group'];

/** The groups of benchmarks that a board has columns of, in table order: those of a whole suite, where there are several. */
export function groupColumns(
  { group }: Pick<BoardKey, 'group'>,
  cards: readonly Pick<BenchmarkCard, 'group'>[],
): GroupName[] {
  const groups = [...new Set(cards.map((card) => card.group))];
  return group === 'all' && groups.length > 1 ? groups : [];
}

/** Some submissions' scores on some groups, by submission, then by group; what has run nothing of a group lacks it. */
export async function loadGroupScores(
  client: Queryable,
  suite: string,
  groups: readonly GroupName[],
  ids: readonly string[],
): Promise<ReadonlyMap<string, ReadonlyMap<GroupName, ScoreView>>> {
  if (groups.length === 0) return new Map();
  const groupOf = new Map(groups.map((group) => [boardScope({ suite, group }), group]));
  const rows = await client.boardScore.findMany({
    where: { board: { in: [...groupOf.keys()] }, submissionId: { in: [...ids] } },
    select: {
      submissionId: true,
      board: true,
      status: true,
      value: true,
      low: true,
      high: true,
      fewSeeds: true,
      source: true,
      stage: true,
      lacking: true,
    },
  });
  const found = new Map<string, Map<GroupName, ScoreView>>();
  for (const { submissionId, board, ...score } of rows) {
    const group = groupOf.get(board);
    if (group === undefined) continue;
    const own = found.get(submissionId) ?? new Map<GroupName, ScoreView>();
    found.set(submissionId, own.set(group, overallScoreView(score)));
  }
  return found;
}
