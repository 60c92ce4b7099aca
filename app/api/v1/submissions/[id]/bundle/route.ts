/** GET: the bundle as it was received. */

import { getDatabase } from '#leaderboard/db/shared-database.ts';
import { getBundle } from '#leaderboard/intake/bundle-files.ts';
import { endpoint } from '../../../../endpoint.ts';
import { fileAnswer } from '../../../../file-answer.ts';
import { noSubmission } from '../no-submission.ts';

export const GET = endpoint<{ id: string }>(async ({ request, params: { id } }) => {
  const bundle = await getBundle(await getDatabase(), id);
  if (!bundle) throw noSubmission(id);
  return fileAnswer(request, bundle, {
    'content-type': 'application/gzip',
    'content-disposition': `attachment; filename="heirloom-${id}.tar.gz"`,
    cacheControl: 'no-cache',
  });
});
