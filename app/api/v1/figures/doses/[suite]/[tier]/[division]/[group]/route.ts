/** GET: dose and response of a board's families as a figure. */
import { z } from 'zod';
import type { LinesFigure } from '#benchmarks/figures/figure.ts';
import { HeirloomError } from '#benchmarks/protocol/errors.ts';
import { getBoardDoses } from '#leaderboard/boards/board.ts';
import { getBenchmarkDoses } from '#leaderboard/boards/doses.ts';
import type { Database } from '#leaderboard/db/database.ts';
import { getDatabase } from '#leaderboard/db/shared-database.ts';
import type { BoardQuery } from '#leaderboard/views/index.ts';
import { benchmarkDosesFigure, boardDosesFigure } from '../../../../../../../../charts/dose-figures.ts';
import type { Locale } from '../../../../../../../../i18n/locales.ts';
import { route } from '../../../../../../../declare-route.ts';
import { FIGURE_ANSWERS, figureAnswer, figureQuery } from '../../../../../../../figure-answer.ts';
import { benchmark, division, group, suite, tier } from '../../../../../../../parameters.ts';
import { resolveTier } from '../../../../../../find-board.ts';

export const GET = route({
  id: 'getBoardDosesFigure',
  summary:
    'Overall score, or that on one benchmark, against the share of real data, of a board’s families that were run with several doses, as a picture.',
  params: z.strictObject({ suite, tier, division, group }),
  query: z.strictObject({
    benchmark: benchmark.optional().describe('Only the scores on this one, of entries of every division.'),
    ...figureQuery,
  }),
  kept: 'answers',
  answers: FIGURE_ANSWERS,
  problems: ['not-found', 'unknown-id'],
  handler: async ({ request, params, query }) => {
    const database = await getDatabase();
    const board = await resolveTier(database, { ...params, page: 1 });
    const figure =
      query.benchmark === undefined
        ? boardDosesFigure((await getBoardDoses(database, board)) ?? [], board, query.language)
        : await onBenchmark(database, board, query.benchmark, query.language);
    if (figure !== null) return figureAnswer(request, figure, query);
    throw new HeirloomError(
      'not-found',
      query.benchmark === undefined
        ? 'No family on this board has two doses of real data, or there is no such board.'
        : `No family on this board has two doses of real data with a score on ${query.benchmark}, or the board has no such benchmark.`,
    );
  },
});

/** Of all divisions: who gets what is the figure's axis. */
async function onBenchmark(
  database: Database,
  { suite, tier, group = 'all' }: BoardQuery,
  id: string,
  locale: Locale,
): Promise<LinesFigure | null> {
  const found = await getBenchmarkDoses(database, { suite, tier, group }, id);
  return found && benchmarkDosesFigure(found.doses, { id, name: found.name }, locale);
}
