/**
 * What earlier versions stored of a run and was no number, or what they did not store, computed again from its trajectories
 * and its ledger. Nobody need send anything again.
 */

import { type CompactLedger, expandLedger } from '#benchmarks/protocol/compact-ledger.ts';
import { isWithinBound } from '#benchmarks/protocol/divergence-bound.ts';
import type { Params } from '#benchmarks/protocol/ids.ts';
import type { RunRecord, SeedStatus } from '#benchmarks/protocol/record.ts';
import type { MeasuredRun } from '#benchmarks/scoring/index.ts';
import { findCard } from '../catalog/suite-benchmarks.ts';
import type { Queryable } from '../db/data-version.ts';
import { unpackTrajectory } from '../db/pack-trajectory.ts';
import { insertRunResults } from '../db/save-results.ts';
import { runResults } from './run-results.ts';

/**
 * Stores what is missing of the results of these submissions' runs.
 * @throws check-failed naming the run where its trajectories don't give them
 */
export async function restoreResults(client: Queryable, submissionIds: readonly string[]): Promise<void> {
  for (const run of await listWithout(client, submissionIds)) {
    const card = await findCard(client, run.benchmarkId, run.benchmarkVersion);
    if (!card) continue;
    const { id: runId, seeds, generations, size } = run;
    // One after the other: of several relations of a row the client asks at once, which a transaction's one connection can't.
    const ledger = await client.runLedger.findUnique({ where: { runId }, select: { ledger: true } });
    if (ledger === null) continue;
    const packed = await client.trajectory.findMany({
      where: { runId },
      select: { metric: true, lengths: true, missing: true, values: true },
    });
    const { spec, tier } = run.submission;
    const measured: MeasuredRun = {
      benchmark: { id: card.id, version: card.version, tier, params: run.params as Params, generations, size },
      strategy: { spec },
      seeds,
      statuses: run.statuses as unknown as SeedStatus[],
      trajectories: Object.fromEntries(packed.map((one) => [one.metric, unpackTrajectory(one)])),
      ledger: expandLedger(ledger.ledger as unknown as CompactLedger),
      truth: run.truth as RunRecord['truth'],
    };
    const results = runResults(withDivergence(measured, card.primary), card);
    await insertRunResults(client, [
      { run: { runId, spec, benchmark: card.id, metric: card.primary, seeds }, results },
    ]);
  }
}

function listWithout(client: Queryable, submissionIds: readonly string[]) {
  return client.run.findMany({
    where: {
      submissionId: { in: [...submissionIds] },
      OR: [{ outcomes: { none: {} } }, { summary: { is: null } }, { use: { is: null } }],
    },
    select: {
      id: true,
      benchmarkId: true,
      benchmarkVersion: true,
      params: true,
      generations: true,
      size: true,
      seeds: true,
      statuses: true,
      truth: true,
      submission: { select: { spec: true, tier: true } },
    },
    orderBy: { id: 'asc' },
  });
}

/** The run as it would have been recorded: a seed whose primary metric went beyond the bound has diverged there. */
function withDivergence(run: MeasuredRun, primary: string): MeasuredRun {
  const ends = run.statuses.map((status, s) => {
    const values = run.trajectories[primary]?.[s] ?? [];
    const beyond = values.findIndex((value) => value !== null && !isWithinBound(value));
    return status.state === 'completed' && beyond >= 0 ? beyond : null;
  });
  if (ends.every((end) => end === null)) return run;
  const stop = <T>(seeds: readonly (readonly T[])[]): T[][] =>
    seeds.map((values, s) => values.slice(0, ends[s] ?? values.length));
  return {
    ...run,
    statuses: run.statuses.map((status, s): SeedStatus => {
      const generation = ends[s] ?? null;
      return generation === null ? status : { state: 'diverged', generation, reason: `${primary} is beyond its bound` };
    }),
    ledger: stop(run.ledger),
    trajectories: Object.fromEntries(Object.entries(run.trajectories).map(([metric, seeds]) => [metric, stop(seeds)])),
  };
}
