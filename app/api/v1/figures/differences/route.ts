/** GET: the differences of a comparison as a figure. */
import { z } from 'zod';
import { forestFigure } from '../../../../charts/forest-figure.ts';
import { findComparison } from '../../../../comparisons.ts';
import { COMPARED_NAMES } from '../../../../paths.ts';
import { route } from '../../../declare-route.ts';
import { FIGURE_ANSWERS, figureAnswer, figureQuery } from '../../../figure-answer.ts';
import { compared } from '../../../parameters.ts';

const more = compared.optional();

export const GET = route({
  id: 'getDifferenceFigure',
  summary:
    'The overall differences of all pairs of two to six submissions with their 95% intervals, of a single pair on each benchmark, too, as a picture.',
  query: z.strictObject({ a: compared, b: compared, c: more, d: more, e: more, f: more, ...figureQuery }),
  kept: 'answers',
  answers: FIGURE_ANSWERS,
  problems: ['not-found', 'timed-out'],
  handler: async ({ request, query }) => {
    const comparison = await findComparison(COMPARED_NAMES.flatMap((name) => query[name] || []));
    return figureAnswer(request, forestFigure(comparison, query.language), query);
  },
});
