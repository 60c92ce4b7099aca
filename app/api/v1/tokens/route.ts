/** POST: makes a token that can only submit. Needs the admin token. */
import { z } from 'zod';
import { lineSchema } from '#benchmarks/protocol/line.ts';
import { createSubmitToken } from '#leaderboard/access/tokens.ts';
import { jsonOf } from '../../answers.ts';
import { route } from '../../declare-route.ts';
import { json } from '../../endpoint.ts';
import { madeToken } from '../../shapes/site.ts';

export const POST = route({
  id: 'makeToken',
  summary: 'Makes a token that can only submit. It is told this once.',
  auth: 'admin',
  body: {
    schema: z.strictObject({ label: lineSchema('who the token is for', 100) }),
    expected: '{"label": "who the token is for"}, with a label of 1 to 100 characters',
  },
  answers: { 201: [jsonOf(madeToken)] },
  handler: async ({ sender: { database }, body: { label } }) => {
    const { id, token } = await createSubmitToken(database, label);
    return json({ id, token, scope: 'submit', label }, { status: 201, headers: { 'cache-control': 'no-store' } });
  },
});
