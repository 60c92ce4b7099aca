/** GET: the numbers of a benchmark's charts at a tier. */
import { z } from 'zod';
import { benchmarkNamed } from '#benchmarks/suite/catalog.ts';
import { getBenchmarkCharts } from '#leaderboard/benchmarks/trajectories.ts';
import { getDatabase } from '#leaderboard/db/shared-database.ts';
import { jsonOf } from '../../../../../answers.ts';
import { route } from '../../../../../declare-route.ts';
import { json } from '../../../../../endpoint.ts';
import { benchmark, exactTier } from '../../../../../parameters.ts';
import { benchmarkCharts } from '../../../../../shapes/trajectories.ts';

export const GET = route({
  id: 'getBenchmarkCharts',
  summary: 'Every metric of a benchmark over the generations, as its page draws them.',
  params: z.strictObject({ id: benchmark, tier: exactTier }),
  kept: 'answers',
  answers: { 200: [jsonOf(benchmarkCharts)] },
  problems: ['unknown-id'],
  handler: async ({ params }) => {
    const { id } = benchmarkNamed(params.id).card;
    return json(await getBenchmarkCharts(await getDatabase(), { id, tier: params.tier }));
  },
});
