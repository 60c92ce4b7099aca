/** GET: a snapshot's exact bytes, which its digest covers. They never change. */
import { getDatabase } from '#leaderboard/db/shared-database.ts';
import { noSnapshot } from '#leaderboard/snapshots/citable.ts';
import { getSnapshotContent } from '#leaderboard/snapshots/read.ts';
import { keptEndpoint } from '../../../endpoint.ts';
import { tagged } from '../../../tagged.ts';

export const GET = keptEndpoint<{ id: string }>(async ({ request, params: { id } }) => {
  const found = await getSnapshotContent(await getDatabase(), id);
  if (!found) throw noSnapshot(id);
  return tagged(request, found.digest, found.content, {
    'content-type': 'application/json; charset=utf-8',
    'content-disposition': `attachment; filename="heirloom-snapshot-${id}.json"`,
    'cache-control': 'public, max-age=31536000, immutable',
  });
});
