/** GET: everything of a submission, as its page shows it. */
import { getDatabase } from '#leaderboard/db/shared-database.ts';
import { getSubmission } from '#leaderboard/submissions/page.ts';
import { json, keptEndpoint } from '../../../endpoint.ts';
import { noSubmission } from './no-submission.ts';

export const GET = keptEndpoint<{ id: string }>(async ({ params: { id } }) => {
  const view = await getSubmission(await getDatabase(), id);
  if (!view) throw noSubmission(id);
  return json(view);
});
