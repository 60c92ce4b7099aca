/** What scores are computed from, read from the database. */
import type { Scorable, ScoringData } from '#benchmarks/board/groups.ts';
import { HeirloomError } from '#benchmarks/protocol/errors.ts';
import { groupBy } from '#benchmarks/protocol/group-by.ts';
import type { RunOutcome } from '#benchmarks/scoring/index.ts';
import type { Queryable } from '../db/data-version.ts';
import { ControlIndex, listPairableRuns, type PairableRun } from './controls.ts';
import { loadOutcomes } from './read-results.ts';

/** Loads everything that the scores of these submissions are computed from. */
export async function loadScoringData(
  client: Queryable,
  submissionIds: readonly string[],
): Promise<ScoringData<PairableRun>> {
  const submissions = await listScorable(client, submissionIds);
  const runs = await listPairableRuns(
    client,
    submissions.map(({ id }) => id),
  );
  const index = await ControlIndex.load(client, runs);
  const controls = runs.flatMap((run) => {
    const pair = index.find(run).controls;
    return pair ? [pair.replace, pair.oracle] : [];
  });
  const outcomes = await loadOutcomes(
    client,
    [...runs, ...controls].map(({ id }) => id),
  );
  return {
    submissions,
    runsOf: groupBy(runs, (run) => run.submissionId),
    choose: (run) => index.find(run),
    outcomeOf: (run) => requireOutcome(outcomes, run),
  };
}

async function listScorable(client: Queryable, submissionIds: readonly string[]): Promise<Scorable[]> {
  const found = await client.submission.findMany({
    where: { id: { in: [...submissionIds] } },
    select: { id: true, parts: { select: { strategyId: true, resolved: true }, orderBy: { position: 'asc' } } },
    orderBy: { id: 'asc' },
  });
  return found.map(({ id, parts }) => ({
    id,
    parts: parts.map(({ strategyId, resolved }) => ({
      id: strategyId,
      resolved: resolved as Scorable['parts'][number]['resolved'],
    })),
  }));
}

function requireOutcome(outcomes: ReadonlyMap<number, RunOutcome>, run: PairableRun): RunOutcome {
  const outcome = outcomes.get(run.id);
  if (!outcome)
    throw new HeirloomError(
      'database',
      `Run ${run.id} of submission ${run.submissionId} on "${run.benchmarkId}" has no stored outcome. Restore the table run_outcomes from a copy of the database, or withdraw the submission (npx heirloom withdraw ID --reason …).`,
    );
  return outcome;
}
