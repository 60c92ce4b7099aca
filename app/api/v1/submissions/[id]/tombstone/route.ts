/** POST: takes a submission off the boards, with a reason; its page stays. Needs the admin token. */
import { z } from 'zod';
import { lineSchema } from '#benchmarks/protocol/line.ts';
import { plainSubmission } from '#benchmarks/protocol/table-ids.ts';
import { getDatabase } from '#leaderboard/db/shared-database.ts';
import { requireSpace } from '#leaderboard/host/free-space.ts';
import { TOMBSTONES, tombstoneSubmission } from '#leaderboard/intake/tombstones.ts';
import { refreshDataVersion } from '../../../../../data-version.ts';
import { endpoint, json } from '../../../../endpoint.ts';
import { requireJsonBody } from '../../../../json-body.ts';
import { requireSender } from '../../../../sender.ts';

const schema = z.strictObject({
  kind: z.enum(TOMBSTONES),
  reason: lineSchema('why, in one sentence', 1000),
  supersededBy: z.string().max(100).transform(plainSubmission).nullable().default(null),
});

export const POST = endpoint<{ id: string }>(async ({ request, params: { id } }) => {
  const database = await getDatabase();
  const { id: tokenId } = await requireSender(request, database, 'admin');
  await requireSpace();
  const body = await requireJsonBody(
    request,
    schema,
    `{"kind": "${TOMBSTONES.join('" | "')}", "reason": "one sentence", "supersededBy": "id, for superseded only"}`,
  );
  await tombstoneSubmission(database, { id, ...body, now: new Date(), tokenId });
  await refreshDataVersion();
  return json({ id, ...body });
});
