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

/** The query with its tier known. */
export async function resolveTier(database: Database, query: LooseBoardQuery): Promise<BoardQuery> {
  const { tier, suite, group } = query;
  return { ...query, tier: tier === LEADING_TIER ? await findLeadingTier(database.prisma, { suite, group }) : tier };
}

export async function findBoard(database: Database, query: LooseBoardQuery): Promise<BoardView | null> {
  return getBoard(database, await resolveTier(database, query));
}
