/**
 * What pages read. Each function is answered once per request; the pages themselves are cached whole and rendered again
 * when the data version moves (cache-handler.mjs), so nothing here has to be told of a change.
 */
import { cache } from 'react';
import { HeirloomError } from '../benchmarks/protocol/errors.ts';
import type { Tier } from '../benchmarks/protocol/ids.ts';
import { getBoard } from '../leaderboard/board.ts';
import { getDatabase } from '../leaderboard/db/shared-database.ts';
import { getChanges } from '../leaderboard/snapshots/changes.ts';
import { getSnapshotPage, type SnapshotPageView } from '../leaderboard/snapshots/page.ts';
import { listSnapshots } from '../leaderboard/snapshots/read.ts';
import { getSubmission } from '../leaderboard/submission-view.ts';
import { listBoardTrajectories } from '../leaderboard/trajectories.ts';
import type {
  BoardDivision,
  BoardView,
  ChangesView,
  SnapshotListItem,
  SubmissionView,
  TrajectoriesView,
} from '../leaderboard/views.ts';
import { siteUrl } from './site-url.ts';

/** One page of a board; a page beyond the last is null. Arguments are plain so that equal calls are one query. */
export const readBoard = cache(
  async (suite: string, tier: Tier, division: BoardDivision, page: number): Promise<BoardView | null> =>
    getBoard(await getDatabase(), { suite, tier, division, page }),
);

/** The primary metric of every benchmark, for the rows of one page of a board. */
export const readBoardTrajectories = cache(
  async (suite: string, tier: Tier, division: BoardDivision, page: number): Promise<readonly TrajectoriesView[]> =>
    listBoardTrajectories(await getDatabase(), { suite, tier, division, page }),
);

/** Everything of a submission's page, or null where there is none of that id. */
export const readSubmission = cache(
  async (id: string): Promise<SubmissionView | null> => getSubmission(await getDatabase(), id),
);

/** All snapshots, newest first. */
export const readSnapshots = cache(
  async (): Promise<readonly SnapshotListItem[]> => listSnapshots(await getDatabase()),
);

/** Everything of a snapshot's page, or null where there is none of that id. */
export const readSnapshotPage = cache(
  async (id: string): Promise<SnapshotPageView | null> => getSnapshotPage(await getDatabase(), id, siteUrl()),
);

/** What differs between two snapshots, or null where one of them isn't there or they can't be compared. */
export const readChanges = cache(async (id: string, other: string): Promise<ChangesView | null> => {
  try {
    return await getChanges(await getDatabase(), id, other);
  } catch (error) {
    if (error instanceof HeirloomError && ['not-found', 'conflict'].includes(error.code)) return null;
    throw error;
  }
});
