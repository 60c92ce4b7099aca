/** GET: how a distribution of a run's samples moves from generation to generation as a figure. */
import { z } from 'zod';
import { unknownId } from '#benchmarks/protocol/errors.ts';
import { getDatabase } from '#leaderboard/db/shared-database.ts';
import { getFiguredRun, getRunTrajectories } from '#leaderboard/submissions/run-detail.ts';
import { histogramBins } from '../../../../../../../charts/histogram.ts';
import { histogramFigure } from '../../../../../../../charts/histogram-figure.ts';
import { route } from '../../../../../../declare-route.ts';
import { FIGURE_ANSWERS, figureAnswer, figureQuery } from '../../../../../../figure-answer.ts';
import { benchmark, submission } from '../../../../../../parameters.ts';
import { noRun } from '../../../../../submissions/[id]/no-submission.ts';

export const GET = route({
  id: 'getHistogramFigure',
  summary:
    'The distribution of a run’s samples in the first two generations, the one in the middle and the last, as a picture.',
  params: z.strictObject({
    id: submission,
    benchmark,
    histogram: z.string().describe('A histogram of the benchmark, such as sample-perplexity.'),
  }),
  query: z.strictObject(figureQuery),
  kept: 'answers',
  answers: FIGURE_ANSWERS,
  problems: ['not-found', 'unknown-id'],
  handler: async ({ request, params: { id, benchmark, histogram: name }, query }) => {
    const database = await getDatabase();
    const run = await getFiguredRun(database, id, benchmark);
    const views = await getRunTrajectories(database, id, benchmark, 'all');
    if (!run || !views) throw noRun(id, benchmark);
    const histogram = run.histograms.find((own) => own.id === name);
    if (histogram === undefined)
      throw unknownId(
        'histogram',
        name,
        run.histograms.map((own) => own.id),
      );
    const bins = histogramBins(views, name, id);
    return figureAnswer(request, histogramFigure({ ...run, bins, histogram }, query.language), query);
  },
});
