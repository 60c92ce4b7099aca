/** GET: a run's metrics over the generations with its controls: `primary`, or `all`. */
import { z } from 'zod';
import { getDatabase } from '#leaderboard/db/shared-database.ts';
import { getRunTrajectories } from '#leaderboard/submissions/run-detail.ts';
import { jsonOf } from '../../../../../../answers.ts';
import { route } from '../../../../../../declare-route.ts';
import { json } from '../../../../../../endpoint.ts';
import { benchmark, oneOf, submission } from '../../../../../../parameters.ts';
import { trajectories } from '../../../../../../shapes/trajectories.ts';
import { noRun } from '../../../no-submission.ts';

const metrics = oneOf(['primary', 'all']).describe('The benchmark’s primary metric, or all.');

export const GET = route({
  id: 'getRunTrajectories',
  summary: 'A run’s metrics over the generations, with the controls that it is scored against.',
  params: z.strictObject({ id: submission, benchmark, metrics }),
  kept: 'answers',
  answers: { 200: [jsonOf(trajectories)] },
  problems: ['not-found', 'unknown-id'],
  handler: async ({ params: { id, benchmark, metrics } }) => {
    const found = await getRunTrajectories(await getDatabase(), id, benchmark, metrics);
    if (!found) throw noRun(id, benchmark);
    return json({ trajectories: found });
  },
});
