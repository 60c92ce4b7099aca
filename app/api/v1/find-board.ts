/** The board of a query whose tier may be the leading one. */

import { getBoard } from '../../../leaderboard/board.ts';
import type { Database } from '../../../leaderboard/db/database.ts';
import type { BoardQuery, BoardView } from '../../../leaderboard/views.ts';
import { LEADING_TIER, leadingTier } from '../../board-query.ts';
import type { LooseBoardQuery } from './board-query.ts';

/** The query with its tier known; null where there is no such suite. */
export async function resolveTier(database: Database, query: LooseBoardQuery): Promise<BoardQuery | null> {
  const { tier } = query;
  if (tier !== LEADING_TIER) return { ...query, tier };
  const first = await getBoard(database, { ...query, tier: 'standard', page: 1 });
  return first && { ...query, tier: leadingTier(first.tiers) };
}

export async function findBoard(database: Database, query: LooseBoardQuery): Promise<BoardView | null> {
  const resolved = await resolveTier(database, query);
  return resolved && getBoard(database, resolved);
}
