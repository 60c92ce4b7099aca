/** GET: performance profiles as a figure. */
import { z } from 'zod';
import { profileFigure } from '../../../../charts/profile-figure.ts';
import { findComparison } from '../../../../comparisons.ts';
import { COMPARED_NAMES } from '../../../../paths.ts';
import { route } from '../../../declare-route.ts';
import { FIGURE_ANSWERS, figureAnswer, figureQuery } from '../../../figure-answer.ts';
import { compared } from '../../../parameters.ts';

const more = compared.optional();

export const GET = route({
  id: 'getProfileFigure',
  summary:
    'The share of seeds above each threshold for two to six submissions, averaged over benchmarks, as a picture.',
  query: z.strictObject({ a: compared, b: compared, c: more, d: more, e: more, f: more, ...figureQuery }),
  kept: 'answers',
  answers: FIGURE_ANSWERS,
  problems: ['not-found', 'timed-out'],
  handler: async ({ request, query }) => {
    const comparison = await findComparison(COMPARED_NAMES.flatMap((name) => query[name] || []));
    return figureAnswer(request, profileFigure(comparison, query.language), query);
  },
});
