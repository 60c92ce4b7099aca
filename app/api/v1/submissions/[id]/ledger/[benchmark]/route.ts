/** GET: what each generation of a run consumed, averaged over its seeds. */
import { z } from 'zod';
import { getDatabase } from '#leaderboard/db/shared-database.ts';
import { getRunLedger } from '#leaderboard/submissions/run-detail.ts';
import { jsonOf } from '../../../../../answers.ts';
import { route } from '../../../../../declare-route.ts';
import { json } from '../../../../../endpoint.ts';
import { benchmark, submission } from '../../../../../parameters.ts';
import { ledger } from '../../../../../shapes/submissions.ts';
import { noRun } from '../../no-submission.ts';

export const GET = route({
  id: 'getLedger',
  summary: 'What each generation of a run consumed, averaged over its seeds.',
  params: z.strictObject({ id: submission, benchmark }),
  kept: 'answers',
  answers: { 200: [jsonOf(ledger)] },
  problems: ['not-found'],
  handler: async ({ params: { id, benchmark } }) => {
    const found = await getRunLedger(await getDatabase(), id, benchmark);
    if (!found) throw noRun(id, benchmark);
    return json({ ledger: found });
  },
});
