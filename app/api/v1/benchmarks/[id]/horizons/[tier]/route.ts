/** GET: the scores of a benchmark's entries at every horizon, at a tier. */
import { z } from 'zod';
import { benchmarkNamed } from '#benchmarks/suite/catalog.ts';
import { getBenchmarkHorizons } from '#leaderboard/benchmarks/trajectories.ts';
import { getDatabase } from '#leaderboard/db/shared-database.ts';
import { jsonOf } from '../../../../../answers.ts';
import { route } from '../../../../../declare-route.ts';
import { json } from '../../../../../endpoint.ts';
import { benchmark, exactTier } from '../../../../../parameters.ts';
import { scoresByHorizon } from '../../../../../shapes/trajectories.ts';

export const GET = route({
  id: 'getBenchmarkHorizons',
  summary: 'The scores that a benchmark’s entries would have with every horizon, as its page draws them.',
  params: z.strictObject({ id: benchmark, tier: exactTier }),
  kept: 'answers',
  answers: { 200: [jsonOf(scoresByHorizon)] },
  problems: ['unknown-id'],
  handler: async ({ params }) => {
    const { id } = benchmarkNamed(params.id).card;
    const found = await getBenchmarkHorizons(await getDatabase(), { id, tier: params.tier });
    return json({ trajectories: found ? [found] : [] });
  },
});
