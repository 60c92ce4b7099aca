/** GET: the lines of a board page's charts, fetched when they come into view. */
import { getDatabase } from '../../../../../../../../leaderboard/db/shared-database.ts';
import { listBoardTrajectories } from '../../../../../../../../leaderboard/trajectories.ts';
import { endpoint, json } from '../../../../../../endpoint.ts';
import { requireBoardQuery } from '../../../../../board-query.ts';
import { resolveTier } from '../../../../../find-board.ts';

export const GET = endpoint<Record<'suite' | 'tier' | 'division' | 'page', string>>(async ({ params }) => {
  const database = await getDatabase();
  const query = await resolveTier(database, requireBoardQuery(params));
  return json({ trajectories: query ? await listBoardTrajectories(database, query) : [] });
});
