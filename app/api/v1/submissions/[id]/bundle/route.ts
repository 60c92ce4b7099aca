/** GET: the bundle as it was received. */
import { getDatabase } from '../../../../../../leaderboard/db/shared-database.ts';
import { getBundle } from '../../../../../../leaderboard/submissions.ts';
import { endpoint } from '../../../../endpoint.ts';
import { noSubmission } from '../no-submission.ts';

export const GET = endpoint<{ id: string }>(async ({ request, params: { id } }) => {
  const bundle = await getBundle(await getDatabase(), id);
  if (!bundle) throw noSubmission(id);
  const etag = `"${bundle.sha256}"`;
  const headers = new Headers({ etag, 'cache-control': 'no-cache' });
  if (request.headers.get('if-none-match') === etag) return new Response(null, { status: 304, headers });
  headers.set('content-type', 'application/gzip');
  headers.set('content-length', String(bundle.bytes.byteLength));
  headers.set('content-disposition', `attachment; filename="heirloom-${id}.tar.gz"`);
  return new Response(bundle.bytes, { headers });
});
