/** Stores how entries stand beside idle baselines; what is there for the same entry, board and baseline is replaced. */
import { Prisma } from '../generated/client.ts';
import type { Queryable } from './data-version.ts';
import { inStatements } from './exact-numbers.ts';

export interface IdleRow {
  readonly submissionId: string;
  /** As board scores name it. */
  readonly board: string;
  /** Specification and submission of the baseline. */
  readonly baseline: string;
  readonly baselineId: string;
  /** Overall score minus the baseline's, in points, with its paired 95% interval: null with a single seed. */
  readonly value: number;
  readonly low: number | null;
  readonly high: number | null;
  /** Digest of the scores that it is the difference of. */
  readonly restsOn: string;
}

export async function saveIdleStandings(
  client: Queryable,
  standings: readonly IdleRow[],
  computedAt = new Date(),
): Promise<void> {
  for (const chunk of inStatements(standings)) {
    const rows = chunk.map(
      (row) => Prisma.sql`(
      ${row.submissionId}::text, ${row.board}::text, ${row.baseline}::text, ${row.baselineId}::text,
      ${row.value}::float8, ${row.low}::float8, ${row.high}::float8, ${row.restsOn}::text, ${computedAt}::timestamp)`,
    );
    await client.$executeRaw`
      INSERT INTO "idle_standings" ("submission_id", "board", "baseline", "baseline_id", "value", "low", "high", "rests_on", "computed_at")
      VALUES ${Prisma.join(rows)}
      ON CONFLICT ("submission_id", "board", "baseline") DO UPDATE SET
        "baseline_id" = excluded."baseline_id", "value" = excluded."value", "low" = excluded."low", "high" = excluded."high",
        "rests_on" = excluded."rests_on", "computed_at" = excluded."computed_at"`;
  }
}
