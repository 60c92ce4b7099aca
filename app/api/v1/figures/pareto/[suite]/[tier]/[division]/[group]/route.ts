/** GET: scores against what they cost as a figure. */
import { z } from 'zod';
import { HeirloomError } from '#benchmarks/protocol/errors.ts';
import { getPareto } from '#leaderboard/boards/board.ts';
import { getDatabase } from '#leaderboard/db/shared-database.ts';
import { PARETO_COSTS, paretoFigure } from '../../../../../../../../charts/pareto-figure.ts';
import { route } from '../../../../../../../declare-route.ts';
import { FIGURE_ANSWERS, figureAnswer, figureQuery } from '../../../../../../../figure-answer.ts';
import { division, group, oneOf, suite, tier } from '../../../../../../../parameters.ts';
import { resolveTier } from '../../../../../../find-board.ts';

export const GET = route({
  id: 'getParetoFigure',
  summary:
    'Score against what it costs, of every entry of a board, as a picture: colours and signs are divisions, a line joins what nothing beats at its cost, and the axis of costs is by their square roots.',
  params: z.strictObject({ suite, tier, division, group }),
  query: z.strictObject({
    cost: oneOf(PARETO_COSTS)
      .default('real')
      .describe('The share of real data, or the examples trained on in a generation, in training sets.'),
    ...figureQuery,
  }),
  kept: 'answers',
  answers: FIGURE_ANSWERS,
  problems: ['not-found', 'unknown-id'],
  handler: async ({ request, params, query }) => {
    const database = await getDatabase();
    const board = await resolveTier(database, { ...params, page: 1 });
    const view = await getPareto(database, board);
    if (view) return figureAnswer(request, paretoFigure(view, board, query.cost, query.language), query);
    throw new HeirloomError(
      'not-found',
      `There is no board of the group ${params.group} in suite ${params.suite} here.`,
    );
  },
});
