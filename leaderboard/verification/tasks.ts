/** Where each submission's verification stands, and what came of its seeds. Everything here may be done twice: what is there stays. */
import { TIERS, type Tier } from '#benchmarks/protocol/ids.ts';
import type { Queryable } from '../db/data-version.ts';
import type { Database } from '../db/database.ts';
import { Prisma } from '../generated/client.ts';
import type { SeedBatch, VerificationState } from '../generated/enums.ts';
import { PARKED, QUEUE, REST_PRIORITY, type VerificationQueue } from './queue.ts';
import type { SeedDifference, VerificationReason } from './reasons.ts';
import type { RerunSeed } from './rerun/messages.ts';

/** Cheap ones first: by tier, and of a tier those that train no network. */
export function priorityOf(tier: Tier, trainsNetworks: boolean): number {
  return -(10 * TIERS.indexOf(tier) + (trainsNetworks ? 5 : 0));
}

/** Notes that a submission is to be verified; false where that was noted before. Its job is sent once the transaction has ended. */
export async function noteTask(tx: Queryable, submissionId: string, priority: number): Promise<boolean> {
  const { count } = await tx.verificationTask.createMany({
    data: [{ submissionId, state: 'queued', priority }],
    skipDuplicates: true,
  });
  return count > 0;
}

/**
 * Sends what is noted and has no job: its sender ended in between, or its job was given up. Of parked jobs the task says why.
 */
export async function reconcile(database: Database, queue: VerificationQueue): Promise<void> {
  await queue.settleParked(async (submission, message) => {
    await end(database.prisma, submission, 'parked', { code: 'failed', message });
    // What is reproduced stays so where the rest of its hidden seeds can't be run.
    await endRest(database.prisma, submission);
  });
  const rows = await database.prisma.$queryRaw<{ submission: string; priority: number }[]>`
    SELECT t."submission_id" AS "submission",
      CASE WHEN t."rest_due" THEN ${REST_PRIORITY}::int ELSE t."priority" END AS "priority"
    FROM "verification_tasks" t
    WHERE (t."state" IN ('queued', 'running') OR t."rest_due") AND NOT EXISTS (
      SELECT 1 FROM pgboss.job j WHERE j.name IN (${QUEUE}, ${PARKED}) AND j.state < 'completed'
        AND j.data ->> 'submission' = t."submission_id")
    ORDER BY "priority" DESC, t."queued_at"`;
  for (const { submission, priority } of rows) await queue.send(submission, priority);
}

export async function begin(client: Queryable, submissionId: string, planned: number): Promise<void> {
  const now = new Date();
  await client.verificationTask.updateMany({
    where: { submissionId, state: { in: ['queued', 'running'] } },
    data: { state: 'running', planned, seenAt: now },
  });
  await client.verificationTask.updateMany({ where: { submissionId, startedAt: null }, data: { startedAt: now } });
}

/** Puts a task back in line that was given back. */
export async function requeue(client: Queryable, submissionId: string): Promise<void> {
  await client.verificationTask.updateMany({ where: { submissionId, state: 'running' }, data: { state: 'queued' } });
}

/** Ends a task that has not ended; false where another worker did. */
export async function end(
  client: Queryable,
  submissionId: string,
  state: Exclude<VerificationState, 'queued' | 'running'>,
  reason: VerificationReason | null,
): Promise<boolean> {
  const { count } = await client.verificationTask.updateMany({
    where: { submissionId, state: { in: ['queued', 'running'] } },
    data: {
      state,
      endedAt: new Date(),
      reason: reason === null ? Prisma.DbNull : ({ ...reason } as Prisma.InputJsonObject),
    },
  });
  return count > 0;
}

/** Whether a reproduced submission has hidden seeds left to run. */
export async function isRestDue(client: Queryable, submissionId: string): Promise<boolean> {
  return (await client.verificationTask.count({ where: { submissionId, restDue: true } })) > 0;
}

/** Notes that the rest was run; false where another worker did. */
export async function endRest(client: Queryable, submissionId: string): Promise<boolean> {
  const { count } = await client.verificationTask.updateMany({
    where: { submissionId, restDue: true },
    data: { restDue: false },
  });
  return count > 0;
}

/** A seed of a submission that was run. */
export interface DoneSeed {
  readonly batch: SeedBatch;
  readonly position: number;
  readonly state: RerunSeed['status']['state'];
  readonly average: number | null;
  readonly difference: SeedDifference | null;
  readonly samples: readonly string[];
  readonly durationMs: number;
}

export async function seedsOf(client: Queryable, submissionId: string, benchmarkId: string): Promise<DoneSeed[]> {
  const rows = await client.verificationSeed.findMany({
    where: { submissionId, benchmarkId },
    orderBy: [{ batch: 'asc' }, { position: 'asc' }],
  });
  return rows.map(({ batch, position, state, average, difference, samples, durationMs }) => ({
    batch,
    position,
    state,
    average,
    difference: difference as unknown as SeedDifference | null,
    samples,
    durationMs,
  }));
}

/** Stores a seed and how far the submission is; where another worker stored the seed first, that stays. Raw, because the client rounds. */
export async function saveSeed(
  { prisma }: Database,
  submissionId: string,
  benchmarkId: string,
  seed: DoneSeed,
): Promise<void> {
  const { batch, position, state, average, samples, durationMs } = seed;
  const difference = seed.difference === null ? null : JSON.stringify(seed.difference);
  await prisma.$executeRaw`
    WITH stored AS (
      INSERT INTO "verification_seeds" ("submission_id", "benchmark_id", "batch", "position", "state", "average", "difference", "samples", "duration_ms")
      VALUES (${submissionId}, ${benchmarkId}, ${batch}::seed_batch, ${position}, ${state}::outcome_state, ${average}::float8,
        ${difference}::jsonb, ${[...samples]}::text[], ${Math.round(durationMs)})
      ON CONFLICT DO NOTHING RETURNING "duration_ms")
    UPDATE "verification_tasks" SET "done" = "done" + 1, "compute_ms" = "compute_ms" + stored."duration_ms", "seen_at" = now()
    FROM stored WHERE "submission_id" = ${submissionId}`;
}

export interface ControlSeed {
  readonly average: number | null;
}

export async function controlsOf(
  client: Queryable,
  setupDigest: string,
  spec: string,
): Promise<ReadonlyMap<string, ControlSeed>> {
  const rows = await client.verificationControl.findMany({
    where: { setupDigest, spec },
    select: { batch: true, position: true, average: true },
  });
  return new Map(rows.map(({ batch, position, average }) => [`${batch} ${position}`, { average }]));
}

/** Stores a control's seed for whoever needs it. Its time is counted to the submission that it was run for. */
export async function saveControl(
  { prisma }: Database,
  submissionId: string,
  setupDigest: string,
  spec: string,
  seed: Pick<DoneSeed, 'batch' | 'position' | 'state' | 'average' | 'durationMs'>,
): Promise<void> {
  const { batch, position, state, average, durationMs } = seed;
  await prisma.$executeRaw`
    WITH stored AS (
      INSERT INTO "verification_controls" ("setup_digest", "spec", "batch", "position", "state", "average", "duration_ms")
      VALUES (${setupDigest}, ${spec}, ${batch}::seed_batch, ${position}, ${state}::outcome_state, ${average}::float8, ${Math.round(durationMs)})
      ON CONFLICT DO NOTHING RETURNING "duration_ms")
    UPDATE "verification_tasks" SET "controls_ms" = "controls_ms" + stored."duration_ms", "seen_at" = now()
    FROM stored WHERE "submission_id" = ${submissionId}`;
}
