/** GET: what happened to a submission. */
import { z } from 'zod';
import { getDatabase } from '#leaderboard/db/shared-database.ts';
import { getEvents } from '#leaderboard/events/list-events.ts';
import { jsonOf } from '../../../../answers.ts';
import { route } from '../../../../declare-route.ts';
import { json } from '../../../../endpoint.ts';
import * as parameters from '../../../../parameters.ts';
import { events } from '../../../../shapes/submissions.ts';
import { noSubmission } from '../no-submission.ts';

export const GET = route({
  id: 'getSubmissionEvents',
  summary: 'What happened to a submission, who did it and why, the oldest first.',
  params: z.strictObject({ id: parameters.submission }),
  kept: 'answers',
  answers: { 200: [jsonOf(events)] },
  problems: ['not-found'],
  handler: async ({ params: { id } }) => {
    const found = await getEvents(await getDatabase(), id);
    if (found === null) throw noSubmission(id);
    return json({ id, events: found });
  },
});
