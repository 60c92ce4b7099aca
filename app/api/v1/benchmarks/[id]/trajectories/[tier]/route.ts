/** GET: every metric of a benchmark at a tier over the generations, for the lines that its page draws, with laws and limits. */
import { HeirloomError } from '#benchmarks/protocol/errors.ts';
import { TIERS, type Tier } from '#benchmarks/protocol/ids.ts';
import { requireBenchmark } from '#benchmarks/suite/catalog.ts';
import { getBenchmarkCharts } from '#leaderboard/benchmarks/trajectories.ts';
import { getDatabase } from '#leaderboard/db/shared-database.ts';
import { json, keptEndpoint } from '../../../../../endpoint.ts';

export const GET = keptEndpoint<{ id: string; tier: string }>(async ({ params }) => {
  const { id } = requireBenchmark(params.id).card;
  const tier = requireTier(params.tier);
  return json(await getBenchmarkCharts(await getDatabase(), { id, tier }));
});

/** @throws bad-parameter where the text is no tier */
function requireTier(text: string): Tier {
  const tier = TIERS.find((name) => name === text);
  if (tier !== undefined) return tier;
  throw new HeirloomError(
    'bad-parameter',
    `Received tier "${text.slice(0, 80)}"; expected one of ${TIERS.join(', ')}.`,
  );
}
