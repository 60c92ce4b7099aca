/** GET: a figure of the page that says how it works. */
import { z } from 'zod';
import { ABOUT_FIGURES, aboutFigure } from '../../../../../charts/about-figures.ts';
import { route } from '../../../../declare-route.ts';
import { FIGURE_ANSWERS, figureAnswer, figureQuery } from '../../../../figure-answer.ts';
import { oneOf } from '../../../../parameters.ts';

export const GET = route({
  id: 'getAboutFigure',
  summary:
    'What is lost first when nothing is done, the gap between the controls with what a strategy closes of it, or who follows a world that moves, as a picture.',
  params: z.strictObject({ figure: oneOf(ABOUT_FIGURES).describe('Which of them.') }),
  query: z.strictObject(figureQuery),
  kept: 'answers',
  answers: FIGURE_ANSWERS,
  problems: ['unknown-id'],
  handler: async ({ request, params, query }) =>
    figureAnswer(request, aboutFigure(params.figure, query.language), query),
});
