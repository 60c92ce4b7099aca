/** GET: whether a model collapses on other models' output, as a figure. */
import { z } from 'zod';
import { BUDGETS, whoseOutputFigure } from '../../../../../charts/whose-output-figure.ts';
import { route } from '../../../../declare-route.ts';
import { FIGURE_ANSWERS, figureAnswer, figureQuery } from '../../../../figure-answer.ts';
import { oneOf } from '../../../../parameters.ts';

export const GET = route({
  id: 'getWhoseOutputFigure',
  summary:
    'The score of each benchmark by how much of a learner’s training data is its own output and how much is others’, as a picture.',
  params: z.strictObject({
    budget: oneOf(BUDGETS).describe('Whether each learner has the whole budget, or all share one.'),
  }),
  query: z.strictObject(figureQuery),
  kept: 'answers',
  answers: FIGURE_ANSWERS,
  problems: ['unknown-id'],
  handler: async ({ request, params, query }) =>
    figureAnswer(request, whoseOutputFigure(params.budget, query.language), query),
});
