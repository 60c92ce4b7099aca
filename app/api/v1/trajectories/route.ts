/** GET: the primary metric of each benchmark of `?suite=…&group=…` for the submissions `?ids=a,b,…`: what a page's charts draw. */
import { HeirloomError } from '#benchmarks/protocol/errors.ts';
import { plainSubmission } from '#benchmarks/protocol/table-ids.ts';
import { getDatabase } from '#leaderboard/db/shared-database.ts';
import { listTrajectoriesOf, MAX_LINES } from '#leaderboard/submissions/trajectories.ts';
import { json, keptEndpoint } from '../../endpoint.ts';
import { requireBoardQuery } from '../board-query.ts';

export const GET = keptEndpoint(
  async ({ url }) => {
    const { suite, group } = requireBoardQuery(
      Object.fromEntries([...url.searchParams].filter(([name]) => name !== 'ids')),
    );
    const ids = requireIds(url.searchParams.get('ids') ?? '');
    const trajectories = await listTrajectoriesOf(await getDatabase(), { suite, group }, ids);
    if (!trajectories) {
      throw new HeirloomError(
        'not-found',
        `One of ${ids.join(', ')} is no submission of this site, or suite ${suite} has no group ${group}. The board lists those that there are.`,
      );
    }
    return json({ trajectories });
  },
  { query: 'all' },
);

/** @throws bad-parameter */
function requireIds(text: string): string[] {
  const ids = [...new Set(text.split(',').map(plainSubmission))];
  if (ids.length <= MAX_LINES && ids.every((id) => /^[0-9a-f]{16}$/.test(id))) return ids;
  throw new HeirloomError(
    'bad-parameter',
    `Received ids "${text.slice(0, 100)}"; expected 1 to ${MAX_LINES} ids of submissions, joined by commas.`,
  );
}
