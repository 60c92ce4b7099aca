/** The board of a query whose tier may be the leading one. */

import { getBoard } from '#leaderboard/boards/board.ts';
import { findLeadingTier } from '#leaderboard/boards/leading-tier.ts';
import type { Database } from '#leaderboard/db/database.ts';
import type { BoardGroup, BoardQuery, BoardView } from '#leaderboard/views/index.ts';
import { LEADING_TIER } from '../../board-query.ts';

/** A board's query whose tier may stand for the leading one, as on `/`. */
export type LooseBoardQuery = Omit<BoardQuery, 'tier' | 'group'> & {
  readonly tier: BoardQuery['tier'] | typeof LEADING_TIER;
  readonly group: BoardGroup;
};

/** The tier of a board, where `lead` stands for the leading one. */
export async function findLeading(
  { prisma }: Database,
  { tier, suite, group }: Pick<LooseBoardQuery, 'tier' | 'suite' | 'group'>,
): Promise<BoardQuery['tier']> {
  return tier === LEADING_TIER ? findLeadingTier(prisma, { suite, group }) : tier;
}

/** The query with its tier known. */
export async function resolveTier(database: Database, query: LooseBoardQuery): Promise<BoardQuery> {
  return { ...query, tier: await findLeading(database, query) };
}

export async function findBoard(database: Database, query: LooseBoardQuery): Promise<BoardView | null> {
  return getBoard(database, await resolveTier(database, query));
}
