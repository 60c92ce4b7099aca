/** GET: a snapshot as a table, as a citation, or as a package to deposit. */
import { sha256 } from '#benchmarks/protocol/digest.ts';
import { unknownId } from '#benchmarks/protocol/errors.ts';
import { getDatabase } from '#leaderboard/db/shared-database.ts';
import { noSnapshot } from '#leaderboard/snapshots/citable.ts';
import { getSnapshotFile, isSnapshotFormat, SNAPSHOT_FORMATS } from '#leaderboard/snapshots/files.ts';
import { siteUrl } from '../../../../../site-url.ts';
import { keptEndpoint } from '../../../../endpoint.ts';
import { tagged } from '../../../../tagged.ts';

export const GET = keptEndpoint<{ id: string; format: string }>(async ({ request, params: { id, format } }) => {
  if (!isSnapshotFormat(format)) throw unknownId('format', format.slice(0, 60), SNAPSHOT_FORMATS);
  const file = await getSnapshotFile(await getDatabase(), id, format, siteUrl());
  if (!file) throw noSnapshot(id);
  return tagged(request, sha256(file.body), file.body, {
    'content-type': file.mediaType,
    'content-disposition': `${format === 'csv' || format === 'deposit' ? 'attachment' : 'inline'}; filename="${file.name}"`,
  });
});
