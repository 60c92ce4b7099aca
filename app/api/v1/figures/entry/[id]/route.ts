/** GET: the scores of a submission as a figure. */
import { z } from 'zod';
import { HeirloomError } from '#benchmarks/protocol/errors.ts';
import { getDatabase } from '#leaderboard/db/shared-database.ts';
import { getSubmission } from '#leaderboard/submissions/page.ts';
import { entryFigure } from '../../../../../charts/entry-figure.ts';
import { route } from '../../../../declare-route.ts';
import { FIGURE_ANSWERS, figureAnswer, figureQuery } from '../../../../figure-answer.ts';
import { submission } from '../../../../parameters.ts';
import { noSubmission } from '../../../submissions/[id]/no-submission.ts';

export const GET = route({
  id: 'getEntryFigure',
  summary: 'The scores of a submission, overall and on each benchmark, with their 95% intervals, as a picture.',
  params: z.strictObject({ id: submission }),
  query: z.strictObject(figureQuery),
  kept: 'answers',
  answers: FIGURE_ANSWERS,
  problems: ['not-found'],
  handler: async ({ request, params: { id }, query }) => {
    const found = await getSubmission(await getDatabase(), id);
    if (found === null) throw noSubmission(id);
    const figure = entryFigure(found, query.language);
    if (figure === null) throw new HeirloomError('not-found', `Submission ${id} has no score yet.`);
    return figureAnswer(request, figure, query);
  },
});
