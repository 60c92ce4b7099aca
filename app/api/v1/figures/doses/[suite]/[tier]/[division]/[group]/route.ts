/** GET: dose and response of a board's families as a figure. */
import { z } from 'zod';
import { HeirloomError } from '#benchmarks/protocol/errors.ts';
import { getBoardDoses } from '#leaderboard/boards/board.ts';
import { getDatabase } from '#leaderboard/db/shared-database.ts';
import { boardDosesFigure } from '../../../../../../../../charts/dose-figures.ts';
import { route } from '../../../../../../../declare-route.ts';
import { FIGURE_ANSWERS, figureAnswer, figureQuery } from '../../../../../../../figure-answer.ts';
import { division, group, suite, tier } from '../../../../../../../parameters.ts';
import { resolveTier } from '../../../../../../find-board.ts';

export const GET = route({
  id: 'getBoardDosesFigure',
  summary:
    'Overall score against the share of real data, of a board’s families that were run with several doses, as a picture.',
  params: z.strictObject({ suite, tier, division, group }),
  query: z.strictObject(figureQuery),
  kept: 'answers',
  answers: FIGURE_ANSWERS,
  problems: ['not-found', 'unknown-id'],
  handler: async ({ request, params, query }) => {
    const database = await getDatabase();
    const board = await resolveTier(database, { ...params, page: 1 });
    const figure = boardDosesFigure((await getBoardDoses(database, board)) ?? [], board, query.language);
    if (figure !== null) return figureAnswer(request, figure, query);
    throw new HeirloomError(
      'not-found',
      'No family on this board has two doses of real data, or there is no such board.',
    );
  },
});
