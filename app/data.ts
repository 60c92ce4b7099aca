/**
 * What pages read. Each function is answered once per request; the pages themselves are cached whole and rendered again
 * when the data version moves (cache-handler.mjs), so nothing here has to be told of a change.
 */
import { cache } from 'react';
import type { Tier } from '../benchmarks/protocol/ids.ts';
import { getBoard } from '../leaderboard/board.ts';
import { getDatabase } from '../leaderboard/db/shared-database.ts';
import { getSubmission } from '../leaderboard/submission-view.ts';
import { listBoardTrajectories } from '../leaderboard/trajectories.ts';
import type { BoardDivision, BoardView, SubmissionView, TrajectoriesView } from '../leaderboard/views.ts';

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
