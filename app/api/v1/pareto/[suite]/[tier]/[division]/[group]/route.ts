/** GET: score against real data used, of every entry of a board. */
import { HeirloomError } from '../../../../../../../../benchmarks/protocol/errors.ts';
import { getPareto } from '../../../../../../../../leaderboard/board.ts';
import { getDatabase } from '../../../../../../../../leaderboard/db/shared-database.ts';
import { endpoint, jsonText } from '../../../../../../endpoint.ts';
import { rememberJson } from '../../../../../../remember.ts';
import { requireBoardQuery } from '../../../../../board-query.ts';
import { resolveTier } from '../../../../../find-board.ts';

export const GET = endpoint<Record<'suite' | 'tier' | 'division' | 'group', string>>(async ({ params }) => {
  const asked = requireBoardQuery(params);
  const { suite, tier, division, group } = asked;
  const text = await rememberJson(`pareto/${suite}/${tier}/${division}/${group}`, async () => {
    const database = await getDatabase();
    const view = await getPareto(database, await resolveTier(database, asked));
    if (!view) throw new HeirloomError('not-found', `There is no board of the group ${group} in suite ${suite} here.`);
    return view;
  });
  return jsonText(text);
});
