/** GET: everything of a submission, as its page shows it. */
import { z } from 'zod';
import { getDatabase } from '#leaderboard/db/shared-database.ts';
import { getSubmission } from '#leaderboard/submissions/page.ts';
import { jsonOf } from '../../../answers.ts';
import { route } from '../../../declare-route.ts';
import { json } from '../../../endpoint.ts';
import * as parameters from '../../../parameters.ts';
import { submission } from '../../../shapes/submissions.ts';
import { noSubmission } from './no-submission.ts';

export const GET = route({
  id: 'getSubmission',
  summary: 'Everything of a submission, as its page shows it.',
  params: z.strictObject({ id: parameters.submission }),
  kept: 'answers',
  answers: { 200: [jsonOf(submission)] },
  problems: ['not-found'],
  handler: async ({ params: { id } }) => {
    const view = await getSubmission(await getDatabase(), id);
    if (!view) throw noSubmission(id);
    return json(view);
  },
});
