/** GET: one page of a board. */
import { z } from 'zod';
import { HeirloomError } from '#benchmarks/protocol/errors.ts';
import { boardCsv } from '#leaderboard/boards/csv.ts';
import { boardLongCsv, boardParquet } from '#leaderboard/boards/long.ts';
import { SORTS } from '#leaderboard/boards/order.ts';
import { getDatabase } from '#leaderboard/db/shared-database.ts';
import type { BoardView } from '#leaderboard/views/index.ts';
import { bytesOf, jsonOf } from '../../answers.ts';
import { route } from '../../declare-route.ts';
import { json } from '../../endpoint.ts';
import { boardQuery, oneOf } from '../../parameters.ts';
import { board } from '../../shapes/boards.ts';
import { findBoard, type LooseBoardQuery } from '../find-board.ts';

const TABLES = ['csv', 'long', 'parquet'] as const;
const CSV = 'text/csv; charset=utf-8';
const PARQUET = 'application/vnd.apache.parquet';

export const GET = route({
  id: 'getBoard',
  summary: 'A page of a board, 50 entries, as JSON or as a table.',
  query: z.strictObject({
    ...boardQuery,
    format: oneOf(['json', ...TABLES])
      .default('json')
      .describe(
        'JSON; the same as a table, a row for each entry (csv) or for each measure (long); or the latter as Parquet.',
      ),
  }),
  kept: 'answers',
  answers: { 200: [jsonOf(board), bytesOf('text/csv'), bytesOf(PARQUET)] },
  problems: ['not-found'],
  handler: async ({ query: { format, ...query } }) => {
    const found = await findBoard(await getDatabase(), query);
    if (!found) throw noBoard(query);
    if (format === 'json') return json(found);
    const { suite, group, tier, division, page } = found;
    const { body, type, ending } = tableOf(found, format);
    return new Response(body, {
      headers: {
        'content-type': type,
        'cache-control': 'no-cache',
        'content-disposition': `attachment; filename="heirloom-${suite}-${group}-${tier}-${division}-${page}${ending}"`,
      },
    });
  },
});

function tableOf(view: BoardView, format: (typeof TABLES)[number]): { body: BodyInit; type: string; ending: string } {
  switch (format) {
    case 'csv':
      return { body: boardCsv(view), type: CSV, ending: '.csv' };
    case 'long':
      return { body: boardLongCsv(view), type: CSV, ending: '-long.csv' };
    case 'parquet':
      return { body: boardParquet(view), type: PARQUET, ending: '.parquet' };
  }
}

function noBoard({ suite, group, page }: LooseBoardQuery): HeirloomError {
  return new HeirloomError(
    'not-found',
    `There is no page ${page} of such a board of suite ${suite}, group ${group}, no budgets or classes in that suite (those from 0.3 on have them), or no column of that name to sort by; the first page says in "pages" how many there are, in "suites" and "groups" which suites and groups, in "groupColumns" and "benchmarks" which columns beside ${SORTS.join(', ')}.`,
  );
}
