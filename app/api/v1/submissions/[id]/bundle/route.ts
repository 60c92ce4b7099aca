/** GET: the bundle as it was received. */
import { z } from 'zod';
import { getDatabase } from '#leaderboard/db/shared-database.ts';
import { getBundle } from '#leaderboard/intake/bundle-files.ts';
import { archiveName } from '#leaderboard/intake/store-submission.ts';
import { bytesOf } from '../../../../answers.ts';
import { route } from '../../../../declare-route.ts';
import { fileAnswer } from '../../../../file-answer.ts';
import { submission } from '../../../../parameters.ts';
import { noSubmission } from '../no-submission.ts';

export const GET = route({
  id: 'getBundle',
  summary: 'A submission’s bundle as it was received (.tar.gz), or a part of it.',
  params: z.strictObject({ id: submission }),
  files: true,
  answers: { 200: [bytesOf('application/gzip')] },
  problems: ['not-found'],
  handler: async ({ request, params: { id } }) => {
    const bundle = await getBundle(await getDatabase(), id);
    if (!bundle) throw noSubmission(id);
    return fileAnswer(request, bundle, {
      'content-type': 'application/gzip',
      'content-disposition': `attachment; filename="${archiveName(id)}"`,
      cacheControl: 'no-cache',
    });
  },
});
