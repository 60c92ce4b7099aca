/**
 * Writes of double precision columns. Prisma's query compiler rounds a Float to 16 significant digits on its way to the
 * database (prisma/orm issue 11096: 0.30000000000000004 is stored as 0.3), and a result that isn't stored bit for bit no
 * longer has its digest. Raw statements are not rounded, nor are reads. So trajectories and scores are written here, and
 * the client refuses the other way.
 */
import type { Trajectory } from '../../benchmarks/protocol/record.ts';
import { type IntervalKind, Prisma, type PrismaClient, type ScoreStatus } from '../generated/client.ts';
import type { Queryable } from './data-version.ts';
import { packTrajectory } from './pack-trajectory.ts';

/** Stores all metrics of a run: `trajectories[metric][seedIndex][generation]`. -0 becomes 0, as in canonical JSON. */
export async function insertTrajectories(
  client: Queryable,
  runId: number,
  trajectories: Readonly<Record<string, Trajectory>>,
): Promise<void> {
  const rows = Object.entries(trajectories).map(([metric, trajectory]) => {
    const { lengths, missing, values } = packTrajectory(trajectory);
    return Prisma.sql`(${runId}::int, ${metric}::text, ${lengths}::int[], ${missing}::int[], ${values}::float8[])`;
  });
  if (rows.length === 0) return;
  await client.$executeRaw`INSERT INTO "trajectories" ("run_id", "metric", "lengths", "missing", "values") VALUES ${Prisma.join(rows)}`;
}

export interface ScoreRow {
  readonly submissionId: string;
  /** `benchmark/<id>`, `suite/<suite>` or `suite/<suite>/<group>`. */
  readonly scope: string;
  readonly status: ScoreStatus;
  readonly value: number | null;
  readonly low: number | null;
  readonly high: number | null;
  readonly intervalKind: IntervalKind | null;
  readonly rankLow: number | null;
  readonly rankHigh: number | null;
  /** Plain JSON object. */
  readonly facets: object;
  readonly scoringVersion: number;
}

/** Rows of one statement: far from PostgreSQL's limit of 65,535 parameters. */
const CHUNK = 1000;

/** Stores scores; one that is there for the same submission and scope is replaced. */
export async function saveScores(
  client: Queryable,
  scores: readonly ScoreRow[],
  computedAt = new Date(),
): Promise<void> {
  for (let start = 0; start < scores.length; start += CHUNK) {
    const rows = scores.slice(start, start + CHUNK).map(
      (row) => Prisma.sql`(
      ${row.submissionId}::text, ${row.scope}::text, ${row.status}::score_status,
      ${row.value}::float8, ${row.low}::float8, ${row.high}::float8, ${row.intervalKind}::interval_kind,
      ${row.rankLow}::int, ${row.rankHigh}::int, ${JSON.stringify(row.facets)}::jsonb, ${row.scoringVersion}::int,
      ${computedAt}::timestamp)`,
    );
    await client.$executeRaw`
      INSERT INTO "scores" ("submission_id", "scope", "status", "value", "low", "high", "interval_kind",
        "rank_low", "rank_high", "facets", "scoring_version", "computed_at")
      VALUES ${Prisma.join(rows)}
      ON CONFLICT ("submission_id", "scope") DO UPDATE SET
        "status" = excluded."status", "value" = excluded."value", "low" = excluded."low", "high" = excluded."high",
        "interval_kind" = excluded."interval_kind", "rank_low" = excluded."rank_low", "rank_high" = excluded."rank_high",
        "facets" = excluded."facets", "scoring_version" = excluded."scoring_version", "computed_at" = excluded."computed_at"`;
  }
}

const DOUBLES = { Score: ['value', 'low', 'high'], Trajectory: ['values'] } as const;

/** The same client, except that it throws where a double would be written through a model. Types stay what they are. */
export function refuseRoundedWrites(prisma: PrismaClient): PrismaClient {
  const guard = async ({
    model,
    operation,
    args,
    query,
  }: {
    model: keyof typeof DOUBLES;
    operation: string;
    args: unknown;
    query: (args: never) => Promise<unknown>;
  }): Promise<unknown> => {
    const { data, create, update } = (args ?? {}) as Record<string, unknown>;
    for (const row of [data, create, update].flat()) {
      for (const column of DOUBLES[model]) {
        if (holdsNumber((row as Record<string, unknown> | undefined)?.[column])) {
          throw new TypeError(
            `${model}.${operation} would round "${column}" to 16 digits. Use insertTrajectories or saveScores of leaderboard/db/exact-numbers.ts.`,
          );
        }
      }
    }
    return query(args as never);
  };
  return prisma.$extends({
    name: 'refuse-rounded-writes',
    query: { score: { $allOperations: guard }, trajectory: { $allOperations: guard } },
  }) as unknown as PrismaClient;
}

const holdsNumber = (value: unknown): boolean =>
  typeof value === 'number' ||
  (Array.isArray(value) && value.length > 0) ||
  (typeof value === 'object' && value !== null && !Array.isArray(value));
