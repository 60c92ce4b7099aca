/** GET: two to six submissions compared, `?a=…&b=…` to `f`. */
import { plainSubmission } from '#benchmarks/protocol/table-ids.ts';
import { getComparison } from '#leaderboard/comparisons/comparison.ts';
import { getDatabase } from '#leaderboard/db/shared-database.ts';
import { COMPARED_NAMES } from '../../../paths.ts';
import { json, keptEndpoint } from '../../endpoint.ts';

export const GET = keptEndpoint(
  async ({ url }) => {
    const ids = COMPARED_NAMES.flatMap((name) => plainSubmission(url.searchParams.get(name)?.trim() ?? '') || []);
    return json(await getComparison(await getDatabase(), ids));
  },
  { query: COMPARED_NAMES, queue: 'comparisons' },
);
