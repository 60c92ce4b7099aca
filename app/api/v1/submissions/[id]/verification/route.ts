/**
 * GET: where the verification of a submission stands. Changes with every seed, so it is made for every request. POST: a maintainer has
 * one verified that the site gave up on.
 */
import { z } from 'zod';
import { lineSchema } from '#benchmarks/protocol/line.ts';
import { getDatabase } from '#leaderboard/db/shared-database.ts';
import { askAgain } from '#leaderboard/verification/ask-again.ts';
import { getVerification } from '#leaderboard/verification/view.ts';
import { refreshDataVersion } from '../../../../../data-version.ts';
import { jsonOf } from '../../../../answers.ts';
import { route } from '../../../../declare-route.ts';
import { json } from '../../../../endpoint.ts';
import * as parameters from '../../../../parameters.ts';
import { verificationStatus } from '../../../../shapes/verification.ts';
import { noSubmission } from '../no-submission.ts';

export const GET = route({
  id: 'getVerification',
  summary: 'Where the verification of a submission stands, and what it came to: claimed beside verified values.',
  params: z.strictObject({ id: parameters.submission }),
  answers: { 200: [jsonOf(verificationStatus)] },
  problems: ['not-found'],
  handler: async ({ params: { id } }) => {
    const view = await getVerification(await getDatabase(), id);
    if (!view) throw noSubmission(id);
    return json(view);
  },
});

export const POST = route({
  id: 'askForVerification',
  summary: 'Puts a submission back in line whose verification is parked or was impossible.',
  auth: 'manage',
  params: z.strictObject({ id: parameters.submission }),
  body: {
    schema: z.strictObject({ reason: lineSchema('why, in one sentence', 1000) }),
    expected: '{"reason": "one sentence"}',
  },
  answers: { 200: [jsonOf(verificationStatus)] },
  problems: ['not-found', 'conflict'],
  handler: async ({ sender: { database, bearer }, params: { id }, body: { reason } }) => {
    await askAgain(database, { id, reason, tokenId: bearer.id });
    await refreshDataVersion();
    return json(await getVerification(database, id));
  },
});
