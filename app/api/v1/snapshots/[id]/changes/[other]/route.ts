/** GET: what differs between two snapshots of one suite; the later of the two is compared with the earlier. */
import { getDatabase } from '#leaderboard/db/shared-database.ts';
import { getChanges } from '#leaderboard/snapshots/changes.ts';
import { json, keptEndpoint } from '../../../../../endpoint.ts';

export const GET = keptEndpoint<{ id: string; other: string }>(async ({ params: { id, other } }) =>
  json(await getChanges(await getDatabase(), id, other)),
);
