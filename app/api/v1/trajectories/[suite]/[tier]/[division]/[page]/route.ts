/** GET: the lines of a board page's charts, fetched when they come into view. */
import { getDatabase } from '../../../../../../../../leaderboard/db/shared-database.ts';
import { listBoardTrajectories } from '../../../../../../../../leaderboard/trajectories.ts';
import { endpoint, jsonText } from '../../../../../../endpoint.ts';
import { rememberJson } from '../../../../../../remember.ts';
import { requireBoardQuery } from '../../../../../board-query.ts';
import { resolveTier } from '../../../../../find-board.ts';

export const GET = endpoint<Record<'suite' | 'tier' | 'division' | 'page', string>>(async ({ params, url }) => {
  const asked = requireBoardQuery(params);
  const text = await rememberJson(url.pathname, async () => {
    const database = await getDatabase();
    const query = await resolveTier(database, asked);
    return { trajectories: query ? await listBoardTrajectories(database, query) : [] };
  });
  return jsonText(text);
});
