/** POST: takes a submission off the boards, with a reason; its page stays. Of what a token has sent itself that needs no other. */
import { z } from 'zod';
import { lineSchema } from '#benchmarks/protocol/line.ts';
import { plainSubmission } from '#benchmarks/protocol/table-ids.ts';
import { TOMBSTONES, tombstoneSubmission } from '#leaderboard/intake/tombstones.ts';
import { refreshDataVersion } from '../../../../../data-version.ts';
import { jsonOf } from '../../../../answers.ts';
import { route } from '../../../../declare-route.ts';
import { json } from '../../../../endpoint.ts';
import { submission } from '../../../../parameters.ts';
import { tombstone } from '../../../../shapes/site.ts';

export const POST = route({
  id: 'entomb',
  summary: 'Takes a submission off the boards, with a reason; its page stays.',
  auth: 'submit',
  params: z.strictObject({ id: submission }),
  body: {
    schema: z.strictObject({
      kind: z.enum(TOMBSTONES),
      reason: lineSchema('why, in one sentence', 1000),
      supersededBy: z.string().max(100).transform(plainSubmission).nullable().default(null),
    }),
    expected: `{"kind": "${TOMBSTONES.join('" | "')}", "reason": "one sentence", "supersededBy": "id, for superseded only"}`,
  },
  answers: { 200: [jsonOf(tombstone)] },
  problems: ['not-found', 'conflict'],
  handler: async ({ sender: { database, bearer }, params: { id }, body }) => {
    await tombstoneSubmission(database, { id, ...body, now: new Date(), tokenId: bearer.id });
    await refreshDataVersion();
    return json({ id, ...body });
  },
});
