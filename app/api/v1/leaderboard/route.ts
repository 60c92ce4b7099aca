/** GET: one page of a board. */
import { HeirloomError } from '../../../../benchmarks/protocol/errors.ts';
import { getDatabase } from '../../../../leaderboard/db/shared-database.ts';
import { endpoint, json } from '../../endpoint.ts';
import { type LooseBoardQuery, requireBoardQuery } from '../board-query.ts';
import { findBoard } from '../find-board.ts';

export const GET = endpoint(async ({ url }) => {
  const query = requireBoardQuery(Object.fromEntries(requireOnce(url.searchParams)));
  const board = await findBoard(await getDatabase(), query);
  if (!board) throw noBoard(query);
  return json(board);
});

/** @throws bad-parameter where a name is given twice: it would not be clear which one counts */
function requireOnce(search: URLSearchParams): URLSearchParams {
  for (const name of search.keys()) {
    if (search.getAll(name).length > 1)
      throw new HeirloomError('bad-parameter', `Received "${name.slice(0, 60)}" more than once; expected it once.`);
  }
  return search;
}

function noBoard({ suite, page }: LooseBoardQuery): HeirloomError {
  return new HeirloomError(
    'not-found',
    `There is no page ${page} of such a board of suite ${suite}; the first page says in "pages" how many there are, and in "suites" which suites.`,
  );
}
