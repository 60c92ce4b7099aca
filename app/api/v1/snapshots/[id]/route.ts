/** GET: a snapshot's exact bytes, which its digest covers. They never change. */
import { z } from 'zod';
import { getDatabase } from '#leaderboard/db/shared-database.ts';
import { noSnapshot } from '#leaderboard/snapshots/citable.ts';
import { getSnapshotContent } from '#leaderboard/snapshots/read.ts';
import { jsonOf } from '../../../answers.ts';
import { route } from '../../../declare-route.ts';
import * as parameters from '../../../parameters.ts';
import { snapshot } from '../../../shapes/snapshots.ts';
import { tagged } from '../../../tagged.ts';

export const GET = route({
  id: 'getSnapshot',
  summary: 'A snapshot’s own bytes, which its digest covers. They never change.',
  params: z.strictObject({ id: parameters.snapshot }),
  kept: 'answers',
  answers: { 200: [jsonOf(snapshot)] },
  problems: ['not-found'],
  handler: async ({ request, params: { id } }) => {
    const found = await getSnapshotContent(await getDatabase(), id);
    if (!found) throw noSnapshot(id);
    return tagged(request, found.digest, found.content, {
      'content-type': 'application/json; charset=utf-8',
      'content-disposition': `attachment; filename="heirloom-snapshot-${id}.json"`,
      'cache-control': 'public, max-age=31536000, immutable',
    });
  },
});
