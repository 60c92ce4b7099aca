/** GET: what a run's models drew, generation by generation. It never changes: browsers may keep it. */
import { HeirloomError } from '../../../../../../../benchmarks/protocol/errors.ts';
import { getDatabase } from '../../../../../../../leaderboard/db/shared-database.ts';
import { getFrames } from '../../../../../../../leaderboard/samples.ts';
import { endpoint } from '../../../../../endpoint.ts';
import { rememberJson } from '../../../../../remember.ts';
import { tagged } from '../../../../../tagged.ts';

export const GET = endpoint<{ id: string; benchmark: string }>(async ({ request, params: { id, benchmark } }) => {
  const text = await rememberJson(`frames/${id}/${benchmark}`, async () => {
    const frames = await getFrames(await getDatabase(), id, benchmark);
    if (frames) return frames;
    throw new HeirloomError(
      'not-found',
      `Submission "${id.slice(0, 80)}" has no samples of "${benchmark.slice(0, 60)}": it has no such run, or was sent without samples.`,
    );
  });
  const { digest } = JSON.parse(text) as { digest: string };
  return tagged(request, `frames-2-${digest}`, text, {
    'content-type': 'application/json; charset=utf-8',
    'cache-control': 'public, max-age=86400',
  });
});
