/** Submissions with the same results under another name: whoever copies a result changes what it is called. */
import type { Queryable } from '../db/data-version.ts';
import type { DuplicateView } from '../views/index.ts';

const MOST_SHOWN = 20;

interface Row {
  readonly id: string;
  readonly spec: string;
  readonly title: string;
  readonly benchmarks: number;
  readonly samples: number;
}

/**
 * Entries on the boards that share trajectories with one, bit for bit, or sample files after generation 0, which all strategies share; the same
 * specification of the same sender is no other name. Its own files are found first, once: joined to all files in one step, a planner may
 * begin with everybody else's, and where a thousand entries share theirs each is looked up a thousand times.
 */
export async function duplicatesOf(client: Queryable, id: string): Promise<DuplicateView[]> {
  const of = await client.run.count({ where: { submissionId: id } });
  const rows = await client.$queryRaw<Row[]>`
    WITH own AS (SELECT "id", "spec", "token_id" FROM "submissions" WHERE "id" = ${id}),
    tracks AS (
      SELECT b."submission_id" AS "id", count(*)::int AS "benchmarks"
      FROM "runs" a JOIN "runs" b ON b."trajectory_digest" = a."trajectory_digest" AND b."benchmark_id" = a."benchmark_id"
        AND b."submission_id" <> a."submission_id"
      WHERE a."submission_id" = ${id} GROUP BY 1),
    own_files AS MATERIALIZED (
      SELECT DISTINCT "sha256" FROM "bundle_files"
      WHERE "submission_id" = ${id} AND "path" LIKE 'samples/%' AND "path" NOT LIKE '%/gen-0.%'),
    files AS (
      SELECT b."submission_id" AS "id", count(DISTINCT b."sha256")::int AS "samples"
      FROM own_files a JOIN "bundle_files" b ON b."sha256" = a."sha256"
      WHERE b."submission_id" <> ${id} AND b."path" LIKE 'samples/%' AND b."path" NOT LIKE '%/gen-0.%' GROUP BY 1)
    SELECT s."id", s."spec", s."title", coalesce(t."benchmarks", 0) AS "benchmarks", coalesce(f."samples", 0) AS "samples"
    FROM "submissions" s CROSS JOIN own LEFT JOIN tracks t ON t."id" = s."id" LEFT JOIN files f ON f."id" = s."id"
    WHERE (t."id" IS NOT NULL OR f."id" IS NOT NULL) AND s."tombstone" IS NULL
      AND (s."spec" <> own."spec" OR s."token_id" IS DISTINCT FROM own."token_id")
    ORDER BY 4 DESC, 5 DESC, s."created_at", s."id" LIMIT ${MOST_SHOWN}`;
  return rows.map((row) => ({ ...row, of }));
}
