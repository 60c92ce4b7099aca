/** GET: score against real data used, of every entry of a board. */
import { HeirloomError } from '#benchmarks/protocol/errors.ts';
import { getPareto } from '#leaderboard/boards/board.ts';
import { getDatabase } from '#leaderboard/db/shared-database.ts';
import { json, keptEndpoint } from '../../../../../../endpoint.ts';
import { requireBoardQuery } from '../../../../../board-query.ts';
import { resolveTier } from '../../../../../find-board.ts';

export const GET = keptEndpoint<Record<'suite' | 'tier' | 'division' | 'group', string>>(async ({ params }) => {
  const asked = requireBoardQuery(params);
  const { suite, group } = asked;
  const database = await getDatabase();
  const view = await getPareto(database, await resolveTier(database, asked));
  if (!view) throw new HeirloomError('not-found', `There is no board of the group ${group} in suite ${suite} here.`);
  return json(view);
});
