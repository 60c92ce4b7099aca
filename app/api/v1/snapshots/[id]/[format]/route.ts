/** GET: a snapshot as a table, as a citation, as a description for programs, or as a package to deposit. */
import { z } from 'zod';
import { sha256 } from '#benchmarks/protocol/digest.ts';
import { getDatabase } from '#leaderboard/db/shared-database.ts';
import { noSnapshot } from '#leaderboard/snapshots/citable.ts';
import { getSnapshotFile, MEDIA_TYPES, SNAPSHOT_FORMATS, type SnapshotFormat } from '#leaderboard/snapshots/files.ts';
import { siteUrl } from '../../../../../site-url.ts';
import { bytesOf } from '../../../../answers.ts';
import { route } from '../../../../declare-route.ts';
import { oneOf, snapshot } from '../../../../parameters.ts';
import { tagged } from '../../../../tagged.ts';

/** Kept as files; what else there is can be read in the browser. */
const ATTACHED: readonly SnapshotFormat[] = ['csv', 'long', 'parquet', 'columns', 'deposit'];

const TYPES = [...new Set(SNAPSHOT_FORMATS.map((name) => MEDIA_TYPES[name].split(';')[0] as string))];

const format = oneOf(SNAPSHOT_FORMATS).describe('A table, a citation, metadata, or a package to deposit.');

export const GET = route({
  id: 'getSnapshotFile',
  summary: 'A snapshot as a table, as a citation, as a description for programs, or as a package to deposit.',
  params: z.strictObject({ id: snapshot, format }),
  kept: 'answers',
  answers: { 200: TYPES.map(bytesOf) },
  problems: ['not-found', 'unknown-id'],
  handler: async ({ request, params: { id, format } }) => {
    const file = await getSnapshotFile(await getDatabase(), id, format, siteUrl());
    if (!file) throw noSnapshot(id);
    return tagged(request, sha256(file.body), file.body, {
      'content-type': file.mediaType,
      'content-disposition': `${ATTACHED.includes(format) ? 'attachment' : 'inline'}; filename="${file.name}"`,
    });
  },
});
