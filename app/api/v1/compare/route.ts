/** GET: two to six submissions compared, `?a=…&b=…` to `f`. */
import { plainSubmission } from '../../../../benchmarks/protocol/table-ids.ts';
import { getComparison } from '../../../../leaderboard/comparison.ts';
import { getDatabase } from '../../../../leaderboard/db/shared-database.ts';
import { COMPARED_NAMES } from '../../../paths.ts';
import { endpoint, jsonText } from '../../endpoint.ts';
import { rememberJson } from '../../remember.ts';

export const GET = endpoint(async ({ url }) => {
  const ids = COMPARED_NAMES.flatMap((name) => plainSubmission(url.searchParams.get(name)?.trim() ?? '') || []);
  return jsonText(await rememberJson(`compare/${ids.join()}`, async () => getComparison(await getDatabase(), ids)));
});
