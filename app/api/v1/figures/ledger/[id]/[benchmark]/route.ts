/** GET: what each generation of a run trained on as a figure. */
import { z } from 'zod';
import { getDatabase } from '#leaderboard/db/shared-database.ts';
import { getFiguredRun, getRunLedger } from '#leaderboard/submissions/run-detail.ts';
import { ledgerFigure } from '../../../../../../charts/ledger-figure.ts';
import { route } from '../../../../../declare-route.ts';
import { FIGURE_ANSWERS, figureAnswer, figureQuery } from '../../../../../figure-answer.ts';
import { benchmark, submission } from '../../../../../parameters.ts';
import { noRun } from '../../../../submissions/[id]/no-submission.ts';

export const GET = route({
  id: 'getLedgerFigure',
  summary: 'What each generation of a run trained on, real data and synthetic by its age, as a picture.',
  params: z.strictObject({ id: submission, benchmark }),
  query: z.strictObject(figureQuery),
  kept: 'answers',
  answers: FIGURE_ANSWERS,
  problems: ['not-found'],
  handler: async ({ request, params: { id, benchmark }, query }) => {
    const database = await getDatabase();
    const run = await getFiguredRun(database, id, benchmark);
    const ledger = await getRunLedger(database, id, benchmark);
    if (!run || !ledger) throw noRun(id, benchmark);
    return figureAnswer(request, ledgerFigure({ ...run, ledger, benchmark: run.card }, query.language), query);
  },
});
