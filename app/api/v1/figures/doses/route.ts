/** GET: dose and response of one family as a figure. */
import { z } from 'zod';
import { HeirloomError, unknownId } from '#benchmarks/protocol/errors.ts';
import { getDoses } from '#leaderboard/boards/doses.ts';
import { getDatabase } from '#leaderboard/db/shared-database.ts';
import { familyDoseFigures } from '../../../../charts/dose-figures.ts';
import { route } from '../../../declare-route.ts';
import { FIGURE_ANSWERS, figureAnswer, figureQuery } from '../../../figure-answer.ts';
import { boardQuery, family, submission } from '../../../parameters.ts';
import { findLeading } from '../../find-board.ts';

const { suite, group, tier } = boardQuery;

export const GET = route({
  id: 'getDosesFigure',
  summary:
    'Dose and response of one family of strategies on a board as a picture: a score, the gap that a law speaks of, or what each dose costs.',
  query: z.strictObject({
    suite,
    group,
    tier,
    family,
    chart: z
      .string()
      .max(100)
      .default('overall')
      .describe('overall, a benchmark’s id, law-1 and so on, or cost: those that have two doses.'),
    marked: submission.optional().describe('An entry that stands out where it is drawn.'),
    ...figureQuery,
  }),
  kept: 'answers',
  answers: FIGURE_ANSWERS,
  problems: ['not-found', 'unknown-id'],
  handler: async ({ request, query }) => {
    const database = await getDatabase();
    const board = { suite: query.suite, group: query.group, tier: query.tier };
    const doses = await getDoses(database, { ...board, tier: await findLeading(database, board) }, query.family);
    if (doses === null)
      throw new HeirloomError('not-found', `There are not two doses of ${query.family} on this board.`);
    const figures = familyDoseFigures(doses, query.language, query.marked);
    const found = figures.find(({ chart }) => chart === query.chart);
    if (found === undefined)
      throw unknownId(
        'chart',
        query.chart,
        figures.map(({ chart }) => chart),
      );
    return figureAnswer(request, found.figure, query);
  },
});
