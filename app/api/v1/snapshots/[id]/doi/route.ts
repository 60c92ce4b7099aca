/** POST: registers the DOI that a snapshot got when it was deposited, once. Needs the admin token. */
import { z } from 'zod';
import { getDatabase } from '#leaderboard/db/shared-database.ts';
import { requireSpace } from '#leaderboard/host/free-space.ts';
import { registerDoi } from '#leaderboard/snapshots/citable.ts';
import { refreshDataVersion } from '../../../../../data-version.ts';
import { endpoint, json } from '../../../../endpoint.ts';
import { requireJsonBody } from '../../../../json-body.ts';
import { requireSender } from '../../../../sender.ts';

const schema = z.strictObject({ doi: z.string().max(200) });

export const POST = endpoint<{ id: string }>(async ({ request, params: { id } }) => {
  const database = await getDatabase();
  const { id: tokenId } = await requireSender(request, database, 'admin');
  await requireSpace();
  const { doi } = await requireJsonBody(request, schema, '{"doi": "10.5281/zenodo.1234567"}');
  await registerDoi(database, id, doi, tokenId);
  await refreshDataVersion();
  return json({ id, doi });
});
