/** GET: where the verification of a submission stands. Changes with every seed, so it is made for every request. */
import { z } from 'zod';
import { getDatabase } from '#leaderboard/db/shared-database.ts';
import { getVerification } from '#leaderboard/verification/view.ts';
import { jsonOf } from '../../../../answers.ts';
import { route } from '../../../../declare-route.ts';
import { json } from '../../../../endpoint.ts';
import * as parameters from '../../../../parameters.ts';
import { verificationStatus } from '../../../../shapes/verification.ts';
import { noSubmission } from '../no-submission.ts';

export const GET = route({
  id: 'getVerification',
  summary: 'Where the verification of a submission stands, and what it came to: claimed beside verified values.',
  params: z.strictObject({ id: parameters.submission }),
  answers: { 200: [jsonOf(verificationStatus)] },
  problems: ['not-found'],
  handler: async ({ params: { id } }) => {
    const view = await getVerification(await getDatabase(), id);
    if (!view) throw noSubmission(id);
    return json(view);
  },
});
