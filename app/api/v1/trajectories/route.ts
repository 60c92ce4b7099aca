/** GET: the primary metric of each benchmark for some submissions: what a page's charts draw. */
import { z } from 'zod';
import { HeirloomError } from '#benchmarks/protocol/errors.ts';
import { getDatabase } from '#leaderboard/db/shared-database.ts';
import { listTrajectoriesOf } from '#leaderboard/submissions/trajectories.ts';
import { jsonOf } from '../../answers.ts';
import { route } from '../../declare-route.ts';
import { json } from '../../endpoint.ts';
import { boardName, submissions } from '../../parameters.ts';
import { trajectories } from '../../shapes/trajectories.ts';

export const GET = route({
  id: 'getTrajectories',
  summary: 'The primary metric of each benchmark of a suite over the generations, for 1 to 16 submissions.',
  query: z.strictObject({ ...boardName, ids: submissions }),
  kept: 'answers',
  answers: { 200: [jsonOf(trajectories)] },
  problems: ['not-found'],
  handler: async ({ query: { suite, group, ids } }) => {
    const found = await listTrajectoriesOf(await getDatabase(), { suite, group }, ids);
    if (found) return json({ trajectories: found });
    throw new HeirloomError(
      'not-found',
      `One of ${ids.join(', ')} is no submission of this site, or suite ${suite} has no group ${group}. The board lists those that there are.`,
    );
  },
});
