/** Damage that a disk could do to what is stored. */
import type { PrismaClient } from '#leaderboard/generated/client.ts';

/**
 * Takes away what a submission's scores are computed from, so that nothing of it can be scored; what is returned puts the
 * trajectories back, from which the rest follows.
 */
export async function damage(prisma: PrismaClient, submissionId: string): Promise<() => Promise<unknown>> {
  await prisma.$executeRaw`
    DELETE FROM "run_outcomes" WHERE "run_id" IN (SELECT "id" FROM "runs" WHERE "submission_id" = ${submissionId})`;
  const rename = (from: string, to: string) => prisma.$executeRaw`
    UPDATE "trajectories" SET "metric" = ${to}::text || substr("metric", length(${from}::text) + 1)
    WHERE "run_id" IN (SELECT "id" FROM "runs" WHERE "submission_id" = ${submissionId})`;
  await rename('', 'lost-');
  return () => rename('lost-', '');
}
