/** GET: the queue of submissions that this site verifies. Changes with every seed, so it is made for every request. */
import { getDatabase } from '#leaderboard/db/shared-database.ts';
import { getVerificationQueue } from '#leaderboard/verification/view.ts';
import { jsonOf } from '../../answers.ts';
import { route } from '../../declare-route.ts';
import { json } from '../../endpoint.ts';
import { verificationQueue } from '../../shapes/verification.ts';

export const GET = route({
  id: 'getVerificationQueue',
  summary: 'What this site is verifying, what waits, and what the last verifications came to.',
  answers: { 200: [jsonOf(verificationQueue)] },
  handler: async () => json(await getVerificationQueue(await getDatabase())),
});
