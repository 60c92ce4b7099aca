/** GET: all snapshots. POST: takes one of the current suite; needs the admin token. */
import { getDatabase } from '../../../../leaderboard/db/shared-database.ts';
import { createSnapshot } from '../../../../leaderboard/snapshots/create.ts';
import { listSnapshots, snapshotPath } from '../../../../leaderboard/snapshots/read.ts';
import { requireToken } from '../../../../leaderboard/tokens.ts';
import { refreshDataVersion } from '../../../data-version.ts';
import { siteUrl } from '../../../site-url.ts';
import { endpoint, json } from '../../endpoint.ts';

export const GET = endpoint(async () => json({ snapshots: await listSnapshots(await getDatabase()) }));

export const POST = endpoint(async ({ request }) => {
  const database = await getDatabase();
  const { id: tokenId } = await requireToken(database, request.headers.get('authorization'), 'admin');
  const { id, digest, created } = await createSnapshot(database, { now: new Date(), tokenId });
  await refreshDataVersion();
  const path = snapshotPath(id);
  return json(
    { id, digest, created, url: `${siteUrl()}${path}` },
    { status: created ? 201 : 200, headers: { location: path } },
  );
});
