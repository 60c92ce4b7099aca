/** A database with many entries, made by copying one's rows: what is stored of it, not how it came in. */
import type { PrismaClient } from '../../leaderboard/generated/client.ts';

const FIRST_RUN = 1_000_000;

/** Copies a submission of one run, with all that is stored of it but its trajectories and ledger, and refreshes the planner's statistics. */
export async function copyEntry(prisma: PrismaClient, submissionId: string, count: number): Promise<void> {
  const copy = (table: string, key: string, changes: string): Promise<number> =>
    prisma.$executeRawUnsafe(
      `INSERT INTO "${table}" SELECT (jsonb_populate_record(t, jsonb_build_object(${changes}))).*
       FROM "${table}" t, generate_series(1, ${count}) AS n WHERE t."${key}" = ${key === 'run_id' ? runId : `'${submissionId}'`}`,
    );
  const { id: runId } = await prisma.run.findFirstOrThrow({ where: { submissionId }, select: { id: true } });
  const id = `left(md5(n::text), 16)`;
  await copy('submissions', 'id', `'id', ${id}, 'bundle_digest', md5(n::text) || md5(n::text)`);
  await copy('submission_senders', 'submission_id', `'submission_id', ${id}`);
  await copy('submission_parts', 'submission_id', `'submission_id', ${id}`);
  await copy('runs', 'submission_id', `'submission_id', ${id}, 'id', ${FIRST_RUN} + n`);
  for (const table of ['run_outcomes', 'run_summaries', 'run_axes', 'run_uses'])
    await copy(table, 'run_id', `'run_id', ${FIRST_RUN} + n`);
  for (const table of ['benchmark_scores', 'board_scores'])
    await copy(table, 'submission_id', `'submission_id', ${id}`);
  await prisma.$executeRawUnsafe('ANALYZE');
}
