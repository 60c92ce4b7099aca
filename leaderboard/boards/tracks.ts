/** What the runs of a board's entries did, bit for bit: what roles go by where the suite's rules say so. */
import type { Tracks } from '#benchmarks/board/same-runs.ts';
import { groupBy } from '#benchmarks/protocol/group-by.ts';
import { rankRulesOf } from '#benchmarks/suite/manifests.ts';
import { type BoardName, listedOn } from '../catalog/suites.ts';
import type { Queryable } from '../db/data-version.ts';

/** What one run did. */
export interface TrackRow {
  readonly submissionId: string;
  readonly benchmarkId: string;
  readonly benchmarkVersion: number;
  /** All that runs must share to be compared, seeds included. */
  readonly settings: string;
  readonly digest: string;
}

/** By submission, over a board's benchmarks; null where the suite's rules don't ask. */
export async function loadTracks(
  client: Queryable,
  board: BoardName,
  submissionIds: readonly string[],
): Promise<ReadonlyMap<string, Tracks> | null> {
  if (rankRulesOf(board.suite).roles !== 'trajectories') return null;
  const rows = await listTracks(client, board, submissionIds);
  return new Map(
    [...groupBy(rows, ({ submissionId }) => submissionId)].map(([id, own]) => [
      id,
      new Map(own.map(({ settings, digest }) => [settings, digest])),
    ]),
  );
}

/** Of each run of a board's benchmarks; none where the suite's rules don't ask. */
export async function listTracks(
  client: Queryable,
  board: BoardName,
  submissionIds: readonly string[],
): Promise<TrackRow[]> {
  if (rankRulesOf(board.suite).roles !== 'trajectories') return [];
  const rows = await client.$queryRaw<TrackRow[]>`
    SELECT "submission_id" AS "submissionId", "benchmark_id" AS "benchmarkId", "benchmark_version" AS "benchmarkVersion",
      "setup_digest" || ' ' || md5("seeds"::text) AS "settings", "trajectory_digest" AS "digest"
    FROM "runs" WHERE "submission_id" = ANY (${[...submissionIds]}) AND "trajectory_digest" IS NOT NULL`;
  const listed = listedOn(board);
  return rows.filter(({ benchmarkId, benchmarkVersion }) =>
    listed.some(({ id, protocol }) => id === benchmarkId && protocol === benchmarkVersion),
  );
}
