/** GET: the files of a submission's bundle, with sizes and digests. */

import { listFiles } from '../../../../../../leaderboard/bundle-files.ts';
import { getDatabase } from '../../../../../../leaderboard/db/shared-database.ts';
import { endpoint } from '../../../../endpoint.ts';
import { tagged } from '../../../../tagged.ts';
import { noSubmission } from '../no-submission.ts';

export const GET = endpoint<{ id: string }>(async ({ request, params: { id } }) => {
  const list = await listFiles(await getDatabase(), id);
  if (!list) throw noSubmission(id);
  const { digest, files } = list;
  return tagged(request, `files-${digest}`, JSON.stringify({ files }), {
    'content-type': 'application/json; charset=utf-8',
  });
});
