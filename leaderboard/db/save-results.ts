/** Stores what is computed from runs alone: outcomes, summaries, axes and uses. Written once, with the run or when it is restored. */
import { DIVERGENCE_BOUND, isWithinBound } from '#benchmarks/protocol/divergence-bound.ts';
import { HeirloomError } from '#benchmarks/protocol/errors.ts';
import type { RunOutcome } from '#benchmarks/scoring/index.ts';
import { Prisma } from '../generated/client.ts';
import type { RunResults } from '../scores/run-results.ts';
import type { Queryable } from './data-version.ts';
import { inStatements } from './exact-numbers.ts';

/** A run as messages name it. */
export interface NamedRun {
  readonly runId: number;
  readonly spec: string;
  readonly benchmark: string;
  /** Its primary metric. */
  readonly metric: string;
  readonly seeds: readonly number[];
}

export interface ResultRow {
  readonly run: NamedRun;
  readonly results: RunResults;
}

/**
 * Stores the results of runs; of what is there already nothing changes.
 * @throws check-failed naming the run, the metric and the seed where an average is no number that may be stored
 */
export async function insertRunResults(client: Queryable, rows: readonly ResultRow[]): Promise<void> {
  for (const { run, results } of rows) requireStorable(run, results.outcome);
  for (const chunk of inStatements(rows)) {
    const outcomes = chunk.map(({ run, results: { outcome } }) => {
      const { full, half } = outcome.state === 'completed' ? outcome.averages : { full: [], half: [] };
      const stopped = outcome.state === 'completed' ? null : outcome.stopped;
      return Prisma.sql`(${run.runId}::int, ${run.seeds.length}::int, ${outcome.state}::outcome_state, ${stopped}::int,
        ${[...full]}::float8[], ${[...half]}::float8[])`;
    });
    await client.$executeRaw`
      INSERT INTO "run_outcomes" ("run_id", "seed_count", "state", "stopped", "full_averages", "half_averages")
      VALUES ${Prisma.join(outcomes)} ON CONFLICT DO NOTHING`;
    const summaries = chunk.map(({ run, results: { summary } }) => {
      const { early, late, cost } = summary;
      return Prisma.sql`(${run.runId}::int, ${early.median}::int, ${early.share}::float8, ${late.median}::int, ${late.share}::float8,
        ${cost.realShare}::float8, ${cost.realFresh}::float8, ${cost.training}::float8, ${cost.sampled}::float8, ${cost.verifierCalls}::float8,
        ${cost.counted?.updates ?? null}::float8, ${cost.counted?.freshShown ?? null}::float8,
        ${cost.counted?.retainedShown ?? null}::float8, ${cost.counted?.densityCalls ?? null}::float8)`;
    });
    await client.$executeRaw`
      INSERT INTO "run_summaries" ("run_id", "early_median", "early_share", "late_median", "late_share",
        "real_share", "real_fresh", "training", "sampled", "verifier_calls",
        "updates", "fresh_shown", "retained_shown", "density_calls")
      VALUES ${Prisma.join(summaries)} ON CONFLICT DO NOTHING`;
    const uses = chunk.map(
      ({ run, results: { use } }) => Prisma.sql`(${run.runId}::int, ${use.real}::float8, ${use.freshDrawn}::boolean,
        ${use.countShare}::float8, ${use.weightShare}::float8, ${use.fixedSize}::boolean, ${use.sampled}::float8,
        ${use.externalCalls}::float8, ${use.verifierCalls}::float8, ${use.simulated}::float8, ${use.lookedBack}::boolean,
        ${use.olderSamples}::boolean, ${use.labels}::boolean, ${use.uniformPool}::boolean,
        ${use.second?.realShown ?? null}::boolean, ${use.second?.realUse ?? null}::float8, ${use.second?.densityCalls ?? null}::float8,
        ${use.second?.boundedUpdates ?? null}::boolean, ${use.second?.boundedPool ?? null}::boolean,
        ${use.second?.weightsAsCounts ?? null}::boolean, ${use.second?.trained ?? null}::float8,
        ${use.second?.realPart ?? null}::float8, ${use.second?.retainedShown ?? null}::float8)`,
    );
    await client.$executeRaw`
      INSERT INTO "run_uses" ("run_id", "real", "fresh_drawn", "count_share", "weight_share", "fixed_size", "sampled",
        "external_calls", "verifier_calls", "simulated", "looked_back", "older_samples", "labels", "uniform_pool",
        "real_shown", "real_use", "density_calls", "bounded_updates", "bounded_pool", "weights_as_counts",
        "trained", "real_part", "retained_shown")
      VALUES ${Prisma.join(uses)} ON CONFLICT DO NOTHING`;
  }
  const axes = rows.flatMap(({ run, results }) =>
    results.summary.axes.map(
      ({ metric, axis, value, truth }, position) =>
        Prisma.sql`(${run.runId}::int, ${position}::int, ${metric}::text, ${axis}::axis, ${value}::float8, ${truth}::float8)`,
    ),
  );
  for (const chunk of inStatements(axes))
    await client.$executeRaw`
      INSERT INTO "run_axes" ("run_id", "position", "metric", "axis", "value", "truth")
      VALUES ${Prisma.join(chunk)} ON CONFLICT DO NOTHING`;
}

/** Sees that an outcome has a storable average of every seed. @throws check-failed */
export function requireStorable({ runId, spec, benchmark, metric, seeds }: NamedRun, outcome: RunOutcome): void {
  if (outcome.state !== 'completed') return;
  const which = `Run ${runId} of "${spec}" on "${benchmark}"`;
  for (const [horizon, averages] of Object.entries(outcome.averages) as [string, readonly number[]][]) {
    if (averages.length !== seeds.length)
      throw new HeirloomError(
        'check-failed',
        `${which} has ${averages.length} averages of "${metric}" over the ${horizon} horizon; expected one for each of its ${seeds.length} seeds.`,
      );
    const at = averages.findIndex((average) => !isWithinBound(average));
    if (at >= 0)
      throw new HeirloomError(
        'check-failed',
        `${which}: the average of "${metric}" over the ${horizon} horizon is ${averages[at]} for seed ${seeds[at]}; expected a number of at most ${DIVERGENCE_BOUND} in size.`,
        { context: { run: runId, benchmark, metric, seed: seeds[at] } },
      );
  }
}
