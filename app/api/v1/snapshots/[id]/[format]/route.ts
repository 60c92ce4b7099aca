/** GET: a snapshot as a table, as a citation, or as a package to deposit. */
import { z } from 'zod';
import { sha256 } from '#benchmarks/protocol/digest.ts';
import { getDatabase } from '#leaderboard/db/shared-database.ts';
import { noSnapshot } from '#leaderboard/snapshots/citable.ts';
import { getSnapshotFile, MEDIA_TYPES, SNAPSHOT_FORMATS } from '#leaderboard/snapshots/files.ts';
import { siteUrl } from '../../../../../site-url.ts';
import { bytesOf } from '../../../../answers.ts';
import { route } from '../../../../declare-route.ts';
import { oneOf, snapshot } from '../../../../parameters.ts';
import { tagged } from '../../../../tagged.ts';

const format = oneOf(SNAPSHOT_FORMATS).describe('A table, a citation, metadata, or a package to deposit.');

export const GET = route({
  id: 'getSnapshotFile',
  summary: 'A snapshot as a table, as a citation, or as a package to deposit.',
  params: z.strictObject({ id: snapshot, format }),
  kept: 'answers',
  answers: { 200: SNAPSHOT_FORMATS.map((name) => bytesOf(MEDIA_TYPES[name].split(';')[0] as string)) },
  problems: ['not-found', 'unknown-id'],
  handler: async ({ request, params: { id, format } }) => {
    const file = await getSnapshotFile(await getDatabase(), id, format, siteUrl());
    if (!file) throw noSnapshot(id);
    return tagged(request, sha256(file.body), file.body, {
      'content-type': file.mediaType,
      'content-disposition': `${format === 'csv' || format === 'deposit' ? 'attachment' : 'inline'}; filename="${file.name}"`,
    });
  },
});
