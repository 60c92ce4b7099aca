/** GET: the files of a submission's bundle, with sizes and digests. */

import { getDatabase } from '#leaderboard/db/shared-database.ts';
import { listFiles } from '#leaderboard/intake/bundle-files.ts';
import { json, keptEndpoint } from '../../../../endpoint.ts';
import { noSubmission } from '../no-submission.ts';

export const GET = keptEndpoint<{ id: string }>(async ({ params: { id } }) => {
  const list = await listFiles(await getDatabase(), id);
  if (!list) throw noSubmission(id);
  return json({ files: list.files });
});
