/** GET: the tokens that were made. POST: makes one. Both need the admin token. */
import { z } from 'zod';
import { lineSchema } from '#benchmarks/protocol/line.ts';
import { createToken, GIVEN_SCOPES, listTokens, MAX_DAYS } from '#leaderboard/access/issued-tokens.ts';
import { jsonOf } from '../../answers.ts';
import { route } from '../../declare-route.ts';
import { json } from '../../endpoint.ts';
import { madeToken, tokens } from '../../shapes/site.ts';

const UNKEPT = { headers: { 'cache-control': 'no-store' } };

export const GET = route({
  id: 'listTokens',
  summary: 'Every token that this site has made, without its secret.',
  auth: 'admin',
  answers: { 200: [jsonOf(tokens)] },
  handler: async ({ sender: { database } }) => json({ tokens: await listTokens(database) }, UNKEPT),
});

export const POST = route({
  id: 'makeToken',
  summary: 'Makes a token that can submit, or manage what others sent. It is told this once.',
  auth: 'admin',
  body: {
    schema: z.strictObject({
      label: lineSchema('who the token is for', 100),
      scope: z.enum(GIVEN_SCOPES).default('submit'),
      days: z.int().min(1).max(MAX_DAYS).nullable().default(null),
    }),
    expected: `{"label": "who the token is for", "scope": "${GIVEN_SCOPES.join('" | "')}", "days": how long it is good, null for ever}, with a label of 1 to 100 characters and 1 to ${MAX_DAYS} days`,
  },
  answers: { 201: [jsonOf(madeToken)] },
  handler: async ({ sender: { database }, body: { label, scope, days } }) => {
    const { id, token, expiresAt } = await createToken(database, { label, scope, days });
    return json({ id, token, scope, label, expiresAt: expiresAt?.toISOString() ?? null }, { status: 201, ...UNKEPT });
  },
});
