/** GET: what a run's models drew, generation by generation. It never changes: browsers may keep it. */
import { z } from 'zod';
import { HeirloomError } from '#benchmarks/protocol/errors.ts';
import { getDatabase } from '#leaderboard/db/shared-database.ts';
import { getFrames } from '#leaderboard/submissions/samples.ts';
import { jsonOf } from '../../../../../answers.ts';
import { route } from '../../../../../declare-route.ts';
import { json } from '../../../../../endpoint.ts';
import { benchmark, submission } from '../../../../../parameters.ts';
import { frames } from '../../../../../shapes/frames.ts';

export const GET = route({
  id: 'getFrames',
  summary: 'What the models of a run drew, generation by generation, made to be looked at.',
  params: z.strictObject({ id: submission, benchmark }),
  kept: 'frames',
  answers: { 200: [jsonOf(frames)] },
  problems: ['not-found'],
  handler: async ({ params: { id, benchmark } }) => {
    const found = await getFrames(await getDatabase(), id, benchmark);
    if (found) return json(found, { headers: { 'cache-control': 'public, max-age=86400' } });
    throw new HeirloomError(
      'not-found',
      `Submission "${id.slice(0, 80)}" has no samples of "${benchmark.slice(0, 60)}": it has no such run, or was sent without samples.`,
    );
  },
});
