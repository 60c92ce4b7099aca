/** GET: all snapshots. POST: takes one of a suite, the newest unless it is named; needs the admin token. */
import { z } from 'zod';
import { plainSuite } from '../../../../benchmarks/protocol/table-ids.ts';
import { SUITES } from '../../../../benchmarks/suite/manifests.ts';
import { getDatabase } from '../../../../leaderboard/db/shared-database.ts';
import { createSnapshot } from '../../../../leaderboard/snapshots/create.ts';
import { listSnapshots, snapshotPath } from '../../../../leaderboard/snapshots/read.ts';
import { requireToken } from '../../../../leaderboard/tokens.ts';
import { refreshDataVersion } from '../../../data-version.ts';
import { siteUrl } from '../../../site-url.ts';
import { endpoint, json } from '../../endpoint.ts';
import { requireJsonBody } from '../../json-body.ts';

const schema = z.strictObject({ suite: z.string().transform(plainSuite).pipe(z.enum(SUITES)).optional() });

export const GET = endpoint(async () => json({ snapshots: await listSnapshots(await getDatabase()) }));

export const POST = endpoint(async ({ request }) => {
  const database = await getDatabase();
  const { id: tokenId } = await requireToken(database, request.headers.get('authorization'), 'admin');
  const { suite } = await requireJsonBody(request, schema, `{} or {"suite": "…"}, one of ${SUITES.join(', ')}`);
  const taken = await createSnapshot(database, { now: new Date(), tokenId, ...(suite && { suite }) });
  const { id, digest, created } = taken;
  await refreshDataVersion();
  const path = snapshotPath(id);
  return json(
    { id, digest, created, url: `${siteUrl()}${path}` },
    { status: created ? 201 : 200, headers: { location: path } },
  );
});
