/** GET: score against real data used, of every entry of a board. */
import { HeirloomError } from '../../../../../../../benchmarks/protocol/errors.ts';
import { getPareto } from '../../../../../../../leaderboard/board.ts';
import { getDatabase } from '../../../../../../../leaderboard/db/shared-database.ts';
import { endpoint, jsonText } from '../../../../../endpoint.ts';
import { rememberJson } from '../../../../../remember.ts';
import { requireBoardQuery } from '../../../../board-query.ts';
import { resolveTier } from '../../../../find-board.ts';

export const GET = endpoint<Record<'suite' | 'tier' | 'division', string>>(async ({ params }) => {
  const asked = requireBoardQuery(params);
  const text = await rememberJson(`pareto/${asked.suite}/${asked.tier}/${asked.division}`, async () => {
    const database = await getDatabase();
    const query = await resolveTier(database, asked);
    const view = query && (await getPareto(database, query));
    if (!view) throw new HeirloomError('not-found', `There is no suite ${asked.suite} here.`);
    return view;
  });
  return jsonText(text);
});
