/** GET: what each generation of a run consumed, averaged over its seeds. */
import { getDatabase } from '../../../../../../../leaderboard/db/shared-database.ts';
import { getRunLedger } from '../../../../../../../leaderboard/run-detail.ts';
import { endpoint, jsonText } from '../../../../../endpoint.ts';
import { rememberJson } from '../../../../../remember.ts';
import { noRun } from '../../no-submission.ts';

export const GET = endpoint<{ id: string; benchmark: string }>(async ({ params: { id, benchmark } }) => {
  const text = await rememberJson(`submissions/${id}/ledger/${benchmark}`, async () => {
    const ledger = await getRunLedger(await getDatabase(), id, benchmark);
    if (!ledger) throw noRun(id, benchmark);
    return { ledger };
  });
  return jsonText(text);
});
