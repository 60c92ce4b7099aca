/** POST: makes a token that can only submit. Needs the admin token. */
import { z } from 'zod';
import { lineSchema } from '#benchmarks/protocol/line.ts';
import { createSubmitToken } from '#leaderboard/access/tokens.ts';
import { getDatabase } from '#leaderboard/db/shared-database.ts';
import { requireSpace } from '#leaderboard/host/free-space.ts';
import { endpoint, json } from '../../endpoint.ts';
import { requireJsonBody } from '../../json-body.ts';
import { requireSender } from '../../sender.ts';

const schema = z.strictObject({ label: lineSchema('who the token is for', 100) });

export const POST = endpoint(async ({ request }) => {
  const database = await getDatabase();
  await requireSender(request, database, 'admin');
  await requireSpace();
  const { label } = await requireJsonBody(
    request,
    schema,
    '{"label": "who the token is for"}, with a label of 1 to 100 characters',
  );
  const { id, token } = await createSubmitToken(database, label);
  return json({ id, token, scope: 'submit', label }, { status: 201, headers: { 'cache-control': 'no-store' } });
});
