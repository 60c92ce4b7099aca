/** GET: what each generation of a run consumed, averaged over its seeds. */
import { getDatabase } from '#leaderboard/db/shared-database.ts';
import { getRunLedger } from '#leaderboard/submissions/run-detail.ts';
import { json, keptEndpoint } from '../../../../../endpoint.ts';
import { noRun } from '../../no-submission.ts';

export const GET = keptEndpoint<{ id: string; benchmark: string }>(async ({ params: { id, benchmark } }) => {
  const ledger = await getRunLedger(await getDatabase(), id, benchmark);
  if (!ledger) throw noRun(id, benchmark);
  return json({ ledger });
});
