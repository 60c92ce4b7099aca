/** GET: score against real data used, of every entry of a board. */
import { z } from 'zod';
import { HeirloomError } from '#benchmarks/protocol/errors.ts';
import { getPareto } from '#leaderboard/boards/board.ts';
import { getDatabase } from '#leaderboard/db/shared-database.ts';
import { jsonOf } from '../../../../../../answers.ts';
import { route } from '../../../../../../declare-route.ts';
import { json } from '../../../../../../endpoint.ts';
import { division, group, suite, tier } from '../../../../../../parameters.ts';
import { pareto } from '../../../../../../shapes/charts.ts';
import { resolveTier } from '../../../../../find-board.ts';

export const GET = route({
  id: 'getPareto',
  summary: 'Score against real data used, of every entry of a board.',
  params: z.strictObject({ suite, tier, division, group }),
  kept: 'answers',
  answers: { 200: [jsonOf(pareto)] },
  problems: ['not-found', 'unknown-id'],
  handler: async ({ params }) => {
    const database = await getDatabase();
    const view = await getPareto(database, await resolveTier(database, { ...params, page: 1 }));
    if (view) return json(view);
    throw new HeirloomError(
      'not-found',
      `There is no board of the group ${params.group} in suite ${params.suite} here.`,
    );
  },
});
