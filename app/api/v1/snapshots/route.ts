/** GET: a page of all snapshots, newest first. POST: takes one of a suite, the newest unless it is named; needs the admin token. */
import { z } from 'zod';
import { HeirloomError } from '#benchmarks/protocol/errors.ts';
import { plainSuite } from '#benchmarks/protocol/table-ids.ts';
import { SUITES } from '#benchmarks/suite/manifests.ts';
import { getDatabase } from '#leaderboard/db/shared-database.ts';
import { requireSpace } from '#leaderboard/host/free-space.ts';
import { createSnapshot } from '#leaderboard/snapshots/create.ts';
import { listSnapshots, snapshotPath } from '#leaderboard/snapshots/read.ts';
import { refreshDataVersion } from '../../../data-version.ts';
import { siteUrl } from '../../../site-url.ts';
import { endpoint, json, keptEndpoint } from '../../endpoint.ts';
import { requireJsonBody } from '../../json-body.ts';
import { requireSender } from '../../sender.ts';

const schema = z.strictObject({ suite: z.string().transform(plainSuite).pipe(z.enum(SUITES)).optional() });

export const GET = keptEndpoint(
  async ({ url }) => {
    const page = url.searchParams.get('page') ?? '1';
    if (!/^[1-9]\d{0,5}$/.test(page))
      throw new HeirloomError(
        'bad-parameter',
        `Received page "${page.slice(0, 60)}"; expected a whole number from 1, of at most six digits.`,
      );
    const list = await listSnapshots(await getDatabase(), Number(page));
    if (list) return json(list);
    throw new HeirloomError(
      'not-found',
      `There is no page ${page} of snapshots; the first says in "pages" how many there are.`,
    );
  },
  { query: ['page'] },
);

export const POST = endpoint(async ({ request }) => {
  const database = await getDatabase();
  const { id: tokenId } = await requireSender(request, database, 'admin');
  await requireSpace();
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
