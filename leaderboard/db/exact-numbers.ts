/**
 * Writes of double precision columns. Prisma's query compiler rounds a Float to 16 significant digits on its way to the
 * database (prisma/orm issue 11096: 0.30000000000000004 is stored as 0.3), and a result that isn't stored bit for bit no
 * longer has its digest. Raw statements are not rounded, nor are reads. So trajectories are written here, what runs reached
 * in save-results.ts and scores in save-scores.ts, and the client refuses the other way.
 */
import type { Trajectory } from '#benchmarks/protocol/record.ts';
import { Prisma, type PrismaClient } from '../generated/client.ts';
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

/** Rows of one statement: far from PostgreSQL's limit of 65,535 parameters. */
const CHUNK = 1000;

/** Items in lists that one statement each can store. */
export function inStatements<Item>(items: readonly Item[]): Item[][] {
  return Array.from({ length: Math.ceil(items.length / CHUNK) }, (_, i) => items.slice(i * CHUNK, (i + 1) * CHUNK));
}

const COSTS = [
  ...(['realShare', 'realFresh', 'training', 'sampled', 'verifierCalls'] as const),
  ...(['updates', 'freshShown', 'retainedShown', 'densityCalls'] as const),
] as const;

/** The columns of each model that hold doubles, with what writes them. */
const DOUBLES: Readonly<Record<string, { readonly columns: readonly string[]; readonly writer: string }>> = {
  Trajectory: { columns: ['values'], writer: 'insertTrajectories' },
  RunOutcome: { columns: ['fullAverages', 'halfAverages'], writer: 'insertRunResults' },
  RunSummary: { columns: ['earlyShare', 'lateShare', ...COSTS], writer: 'insertRunResults' },
  RunAxis: { columns: ['value', 'truth'], writer: 'insertRunResults' },
  RunUse: {
    columns: [
      ...['real', 'countShare', 'weightShare', 'sampled', 'externalCalls', 'verifierCalls', 'simulated'],
      ...['realUse', 'densityCalls'],
    ],
    writer: 'insertRunResults',
  },
  BenchmarkScore: { columns: ['value', 'low', 'high'], writer: 'saveBenchmarkScores' },
  IdleStanding: { columns: ['value', 'low', 'high'], writer: 'saveIdleStandings' },
  VerificationSeed: { columns: ['average'], writer: 'saveSeed' },
  VerificationControl: { columns: ['average'], writer: 'saveControl' },
  BoardScore: { columns: ['value', 'low', 'high', 'iqm', ...COSTS], writer: 'saveBoardScores' },
};

/** The same client, except that it throws where a double would be written through a model. Types stay what they are. */
export function refuseRoundedWrites(prisma: PrismaClient): PrismaClient {
  return prisma.$extends({
    name: 'refuse-rounded-writes',
    query: {
      $allModels: {
        $allOperations: async ({ model, operation, args, query }) => {
          const { columns, writer } = DOUBLES[model] ?? { columns: [], writer: '' };
          const { data, create, update } = (args ?? {}) as Record<string, unknown>;
          for (const row of [data, create, update].flat()) {
            const column = columns.find((name) => holdsNumber((row as Record<string, unknown> | undefined)?.[name]));
            if (column !== undefined) {
              throw new TypeError(
                `${model}.${operation} would round "${column}" to 16 digits. Use ${writer} of leaderboard/db/.`,
              );
            }
          }
          return query(args);
        },
      },
    },
  }) as unknown as PrismaClient;
}

const holdsNumber = (value: unknown): boolean =>
  typeof value === 'number' ||
  (Array.isArray(value) && value.length > 0) ||
  (typeof value === 'object' && value !== null && !Array.isArray(value));
