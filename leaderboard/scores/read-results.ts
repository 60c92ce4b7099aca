/** What is stored of runs beside their records, read back. Every function takes what it reads of in one go. */
import { DIVERGENCE_BOUND, isWithinBound } from '#benchmarks/protocol/divergence-bound.ts';
import { HeirloomError } from '#benchmarks/protocol/errors.ts';
import { groupBy } from '#benchmarks/protocol/group-by.ts';
import type { LedgerUse, Regime, RunRights } from '#benchmarks/protocol/regime.ts';
import type { RunOutcome } from '#benchmarks/scoring/index.ts';
import { countedOf } from '../boards/cost.ts';
import type { Queryable } from '../db/data-version.ts';
import type { StoredAxis, StoredSummary } from './run-results.ts';

interface OutcomeRow {
  readonly runId: number;
  readonly state: RunOutcome['state'];
  readonly stopped: number | null;
  readonly seeds: number;
  readonly full: readonly number[];
  readonly half: readonly number[];
}

/**
 * Outcomes by run id; none of a run that has none yet.
 * @throws database naming the run where one isn't what the database's own checks demand
 */
export async function loadOutcomes(
  client: Queryable,
  runIds: readonly number[],
): Promise<ReadonlyMap<number, RunOutcome>> {
  const rows = await client.$queryRaw<OutcomeRow[]>`
    SELECT "run_id" AS "runId", "state"::text AS "state", "stopped", "seed_count" AS "seeds",
      "full_averages" AS "full", "half_averages" AS "half"
    FROM "run_outcomes" WHERE "run_id" = ANY (${[...new Set(runIds)]})`;
  return new Map(rows.map((row) => [row.runId, parseOutcome(row)]));
}

/** @throws database */
export function parseOutcome({ runId, state, stopped, seeds, full, half }: OutcomeRow): RunOutcome {
  const isSound = (averages: readonly number[]): boolean => averages.length === seeds && averages.every(isWithinBound);
  if (state !== 'completed' && stopped !== null) return { state, stopped, seeds };
  if (state === 'completed' && isSound(full) && isSound(half)) return { state, averages: { full, half } };
  throw new HeirloomError(
    'database',
    `The stored outcome of run ${runId} isn't one: expected ${seeds} averages of its primary metric over each horizon, all numbers of at most ${DIVERGENCE_BOUND} in size. Restore the table run_outcomes from a copy, or delete its row: scoring then computes it again.`,
    { context: { run: runId } },
  );
}

/** A summary with the first metric of each axis, which is what is shown. */
export interface ShownSummary extends StoredSummary {
  readonly submissionId: string;
  readonly benchmark: string;
}

interface SummaryRow {
  readonly runId: number;
  readonly submissionId: string;
  readonly benchmark: string;
  readonly horizon: number;
  readonly earlyMedian: number | null;
  readonly earlyShare: number;
  readonly lateMedian: number | null;
  readonly lateShare: number;
  readonly realShare: number;
  readonly realFresh: number;
  readonly training: number;
  readonly sampled: number;
  readonly verifierCalls: number;
  readonly updates: number | null;
  readonly freshShown: number | null;
  readonly retainedShown: number | null;
  readonly densityCalls: number | null;
}

/** Summaries of the runs of some submissions, by `submission benchmark`. */
export async function loadSummaries(
  client: Queryable,
  submissionIds: readonly string[],
): Promise<ReadonlyMap<string, ShownSummary>> {
  const ids = [...submissionIds];
  const rows = await client.$queryRaw<SummaryRow[]>`
    SELECT r."id" AS "runId", r."submission_id" AS "submissionId", r."benchmark_id" AS "benchmark", r."generations" AS "horizon",
      s."early_median" AS "earlyMedian", s."early_share" AS "earlyShare", s."late_median" AS "lateMedian", s."late_share" AS "lateShare",
      s."real_share" AS "realShare", s."real_fresh" AS "realFresh", s."training", s."sampled", s."verifier_calls" AS "verifierCalls",
      s."updates", s."fresh_shown" AS "freshShown", s."retained_shown" AS "retainedShown", s."density_calls" AS "densityCalls"
    FROM "runs" r JOIN "run_summaries" s ON s."run_id" = r."id" WHERE r."submission_id" = ANY (${ids})`;
  const axes = await client.$queryRaw<({ runId: number; position: number } & StoredAxis)[]>`
    SELECT DISTINCT ON (a."run_id", a."axis") a."run_id" AS "runId", a."position", a."metric", a."axis"::text AS "axis", a."value", a."truth"
    FROM "runs" r JOIN "run_axes" a ON a."run_id" = r."id" WHERE r."submission_id" = ANY (${ids})
    ORDER BY a."run_id", a."axis", a."position"`;
  const axesOf = groupBy(axes, ({ runId }) => runId);
  return new Map(
    rows.map(({ runId, submissionId, benchmark, horizon, ...row }) => {
      const { realShare, realFresh, training, sampled, verifierCalls } = row;
      const own = axesOf.get(runId) ?? [];
      const summary: ShownSummary = {
        submissionId,
        benchmark,
        axes: own.map(({ metric, axis, value, truth }) => ({ metric, axis, value, truth })),
        // Fields in the order in which answers have always had them.
        early: { share: row.earlyShare, median: row.earlyMedian, horizon },
        late: { share: row.lateShare, median: row.lateMedian, horizon },
        cost: { sampled, training, realFresh, realShare, verifierCalls, ...countedOf(row) },
      };
      return [`${submissionId} ${benchmark}`, summary];
    }),
  );
}

interface RightsRow extends Omit<LedgerUse, 'second'> {
  readonly key: string;
  readonly regime: Regime;
  readonly size: number;
  readonly second: NonNullable<LedgerUse['second']> | null;
}

/** What the runs of some submissions were allowed and used, by `submission benchmark`. */
export async function loadRights(
  client: Queryable,
  submissionIds: readonly string[],
): Promise<ReadonlyMap<string, RunRights>> {
  const rows = await client.$queryRaw<RightsRow[]>`
    SELECT r."submission_id" || ' ' || r."benchmark_id" AS "key", r."regime", r."size", u."real", u."fresh_drawn" AS "freshDrawn",
      u."count_share" AS "countShare", u."weight_share" AS "weightShare", u."fixed_size" AS "fixedSize", u."sampled",
      u."external_calls" AS "externalCalls", u."verifier_calls" AS "verifierCalls", u."simulated", u."looked_back" AS "lookedBack",
      u."older_samples" AS "olderSamples", u."labels", u."uniform_pool" AS "uniformPool",
      CASE WHEN u."real_shown" IS NOT NULL THEN jsonb_build_object('realShown', u."real_shown", 'realUse', u."real_use",
        'densityCalls', u."density_calls", 'boundedUpdates', u."bounded_updates", 'boundedPool', u."bounded_pool",
        'weightsAsCounts', u."weights_as_counts", 'trained', u."trained", 'realPart', u."real_part",
        'retainedShown', u."retained_shown") END AS "second"
    FROM "runs" r JOIN "run_uses" u ON u."run_id" = r."id" WHERE r."submission_id" = ANY (${[...submissionIds]})`;
  return new Map(
    rows.map(({ key, regime, size, second, ...use }) => [
      key,
      { regime, use: { ...use, ...(second !== null && { second }) }, size },
    ]),
  );
}
