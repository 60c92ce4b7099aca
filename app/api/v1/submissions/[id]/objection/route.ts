/** POST: a maintainer objects to a submission, or lifts the objection. Needs a token that may manage. */
import { z } from 'zod';
import { lineSchema } from '#benchmarks/protocol/line.ts';
import { objectTo } from '#leaderboard/intake/objections.ts';
import { refreshDataVersion } from '../../../../../data-version.ts';
import { jsonOf } from '../../../../answers.ts';
import { route } from '../../../../declare-route.ts';
import { json } from '../../../../endpoint.ts';
import { submission } from '../../../../parameters.ts';
import { objection } from '../../../../shapes/site.ts';

export const POST = route({
  id: 'object',
  summary: 'Objects to a submission in public, or lifts the objection; it stays on the boards either way.',
  auth: 'manage',
  params: z.strictObject({ id: submission }),
  body: {
    schema: z.strictObject({ reason: lineSchema('why, in one sentence', 1000), lift: z.boolean().default(false) }),
    expected: '{"reason": "one sentence", "lift": false to object, true to lift the objection}',
  },
  answers: { 200: [jsonOf(objection)] },
  problems: ['not-found', 'conflict'],
  handler: async ({ sender: { database, bearer }, params: { id }, body }) => {
    await objectTo(database, { id, ...body, tokenId: bearer.id });
    await refreshDataVersion();
    return json({ id, ...body });
  },
});
