/** GET: a run's score at every horizon, between its controls. */
import { z } from 'zod';
import { getDatabase } from '#leaderboard/db/shared-database.ts';
import { getRunHorizons } from '#leaderboard/submissions/run-detail.ts';
import { jsonOf } from '../../../../../answers.ts';
import { route } from '../../../../../declare-route.ts';
import { json } from '../../../../../endpoint.ts';
import { benchmark, submission } from '../../../../../parameters.ts';
import { scoresByHorizon } from '../../../../../shapes/trajectories.ts';
import { noRun } from '../../no-submission.ts';

export const GET = route({
  id: 'getRunHorizons',
  summary: 'The score that a run would have with every horizon up to its own, in points, with its 95% interval.',
  params: z.strictObject({ id: submission, benchmark }),
  kept: 'answers',
  answers: { 200: [jsonOf(scoresByHorizon)] },
  problems: ['not-found', 'unknown-id'],
  handler: async ({ params: { id, benchmark } }) => {
    const found = await getRunHorizons(await getDatabase(), id, benchmark);
    if (!found) throw noRun(id, benchmark);
    return json({ trajectories: [found] });
  },
});
