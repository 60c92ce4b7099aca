/** GET: a run's metrics over the generations with its controls: `primary`, or `all`. */
import { unknownId } from '#benchmarks/protocol/errors.ts';
import { getDatabase } from '#leaderboard/db/shared-database.ts';
import { getRunTrajectories } from '#leaderboard/submissions/run-detail.ts';
import { json, keptEndpoint } from '../../../../../../endpoint.ts';
import { noRun } from '../../../no-submission.ts';

const METRIC_SETS = ['primary', 'all'] as const;

export const GET = keptEndpoint<{ id: string; benchmark: string; metrics: string }>(async ({ params }) => {
  const { id, benchmark } = params;
  const metrics = METRIC_SETS.find((name) => name === params.metrics);
  if (!metrics) throw unknownId('set of metrics', params.metrics.slice(0, 60), METRIC_SETS);
  const trajectories = await getRunTrajectories(await getDatabase(), id, benchmark, metrics);
  if (!trajectories) throw noRun(id, benchmark);
  return json({ trajectories });
});
