/** GET: what a run's models drew, generation by generation. It never changes: browsers may keep it. */
import { HeirloomError } from '#benchmarks/protocol/errors.ts';
import { getDatabase } from '#leaderboard/db/shared-database.ts';
import { getFrames } from '#leaderboard/submissions/samples.ts';
import { json, keptEndpoint } from '../../../../../endpoint.ts';

export const GET = keptEndpoint<{ id: string; benchmark: string }>(
  async ({ params: { id, benchmark } }) => {
    const frames = await getFrames(await getDatabase(), id, benchmark);
    if (frames) return json(frames, { headers: { 'cache-control': 'public, max-age=86400' } });
    throw new HeirloomError(
      'not-found',
      `Submission "${id.slice(0, 80)}" has no samples of "${benchmark.slice(0, 60)}": it has no such run, or was sent without samples.`,
    );
  },
  { queue: 'frames' },
);
