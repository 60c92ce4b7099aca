/** GET: one page of a board. */
import { HeirloomError, unknownId } from '#benchmarks/protocol/errors.ts';
import { boardCsv } from '#leaderboard/boards/csv.ts';
import { getDatabase } from '#leaderboard/db/shared-database.ts';
import { json, keptEndpoint } from '../../endpoint.ts';
import { type LooseBoardQuery, requireBoardQuery } from '../board-query.ts';
import { findBoard } from '../find-board.ts';

/** `format=csv` gives the same rows as a table. */
export const GET = keptEndpoint(
  async ({ url }) => {
    const { format = 'json', ...values } = Object.fromEntries(requireOnce(url.searchParams));
    if (format !== 'json' && format !== 'csv') throw unknownId('format', format.slice(0, 60), ['json', 'csv']);
    const query = requireBoardQuery(values);
    const board = await findBoard(await getDatabase(), query);
    if (!board) throw noBoard(query);
    if (format === 'json') return json(board);
    return new Response(boardCsv(board), {
      headers: {
        'content-type': 'text/csv; charset=utf-8',
        'cache-control': 'no-cache',
        'content-disposition': `attachment; filename="heirloom-${board.suite}-${board.group}-${board.tier}-${board.division}-${board.page}.csv"`,
      },
    });
  },
  { query: 'all' },
);

/** @throws bad-parameter where a name is given twice: it would not be clear which one counts */
function requireOnce(search: URLSearchParams): URLSearchParams {
  for (const name of search.keys()) {
    if (search.getAll(name).length > 1)
      throw new HeirloomError('bad-parameter', `Received "${name.slice(0, 60)}" more than once; expected it once.`);
  }
  return search;
}

function noBoard({ suite, group, page }: LooseBoardQuery): HeirloomError {
  return new HeirloomError(
    'not-found',
    `There is no page ${page} of such a board of suite ${suite}, group ${group}, or no column of that name to sort by; the first page says in "pages" how many there are, in "suites" and "groups" which suites and groups, in "benchmarks" which columns beside score, fidelity, diversity, tail, early, late, real-data, drawn and newest.`,
  );
}
