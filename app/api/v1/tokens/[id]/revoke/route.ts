/** POST: makes a token no good from now on. Needs the admin token. */
import { z } from 'zod';
import { revokeToken } from '#leaderboard/access/issued-tokens.ts';
import { jsonOf } from '../../../../answers.ts';
import { route } from '../../../../declare-route.ts';
import { json } from '../../../../endpoint.ts';
import { token } from '../../../../parameters.ts';
import { revokedToken } from '../../../../shapes/site.ts';

export const POST = route({
  id: 'revokeToken',
  summary: 'Makes a token no good from now on; what was sent with it stays.',
  auth: 'admin',
  params: z.strictObject({ id: token }),
  answers: { 200: [jsonOf(revokedToken)] },
  problems: ['not-found', 'conflict'],
  handler: async ({ sender: { database, bearer }, params: { id } }) => {
    await revokeToken(database, id, bearer.id);
    return json({ id });
  },
});
