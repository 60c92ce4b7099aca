/** GET: a page of all snapshots, newest first. POST: takes one of a suite, the newest unless it is named; needs the admin token. */
import { z } from 'zod';
import { HeirloomError } from '#benchmarks/protocol/errors.ts';
import { plainSuite } from '#benchmarks/protocol/table-ids.ts';
import { SUITES } from '#benchmarks/suite/manifests.ts';
import { snapshotPath } from '#leaderboard/catalog/page-paths.ts';
import { getDatabase } from '#leaderboard/db/shared-database.ts';
import { createSnapshot } from '#leaderboard/snapshots/create.ts';
import { listSnapshots } from '#leaderboard/snapshots/read.ts';
import { refreshDataVersion } from '../../../data-version.ts';
import { siteUrl } from '../../../site-url.ts';
import { jsonOf } from '../../answers.ts';
import { route } from '../../declare-route.ts';
import { json } from '../../endpoint.ts';
import { pageQuery } from '../../parameters.ts';
import { snapshotList, takenSnapshot } from '../../shapes/snapshots.ts';

export const GET = route({
  id: 'listSnapshots',
  summary: 'A page of all snapshots, 50 of them, newest first.',
  query: pageQuery,
  kept: 'answers',
  answers: { 200: [jsonOf(snapshotList)] },
  problems: ['not-found'],
  handler: async ({ query: { page } }) => {
    const list = await listSnapshots(await getDatabase(), page);
    if (list) return json(list);
    throw new HeirloomError(
      'not-found',
      `There is no page ${page} of snapshots; the first says in "pages" how many there are.`,
    );
  },
});

export const POST = route({
  id: 'takeSnapshot',
  summary: 'Takes a snapshot of a suite’s boards, of the newest unless it is named.',
  auth: 'admin',
  body: {
    schema: z.strictObject({
      suite: z.string().transform(plainSuite).pipe(z.enum(SUITES)).optional().meta({ enum: SUITES }),
    }),
    expected: `{} or {"suite": "…"}, one of ${SUITES.join(', ')}`,
  },
  answers: { 200: [jsonOf(takenSnapshot)], 201: [jsonOf(takenSnapshot)] },
  sends: ['Location'],
  problems: ['not-found', 'conflict', 'unverifiable', 'busy', 'timed-out'],
  handler: async ({ sender: { database, bearer }, body: { suite } }) => {
    const taken = await createSnapshot(database, { now: new Date(), tokenId: bearer.id, ...(suite && { suite }) });
    const { id, digest, created } = taken;
    await refreshDataVersion();
    const path = snapshotPath(id);
    return json(
      { id, digest, created, url: `${siteUrl()}${path}` },
      { status: created ? 201 : 200, headers: { location: path } },
    );
  },
});
