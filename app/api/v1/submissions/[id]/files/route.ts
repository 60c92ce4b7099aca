/** GET: the files of a submission's bundle, with sizes and digests. */
import { z } from 'zod';
import { getDatabase } from '#leaderboard/db/shared-database.ts';
import { listFiles } from '#leaderboard/intake/bundle-files.ts';
import { jsonOf } from '../../../../answers.ts';
import { route } from '../../../../declare-route.ts';
import { json } from '../../../../endpoint.ts';
import { submission } from '../../../../parameters.ts';
import { files } from '../../../../shapes/submissions.ts';
import { noSubmission } from '../no-submission.ts';

export const GET = route({
  id: 'listFiles',
  summary: 'The files of a submission’s bundle, with sizes and digests.',
  params: z.strictObject({ id: submission }),
  kept: 'answers',
  answers: { 200: [jsonOf(files)] },
  problems: ['not-found'],
  handler: async ({ params: { id } }) => {
    const list = await listFiles(await getDatabase(), id);
    if (!list) throw noSubmission(id);
    return json({ files: list.files });
  },
});
