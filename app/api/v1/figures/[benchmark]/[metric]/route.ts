/** GET: a metric over the generations as a figure. */
import { z } from 'zod';
import { HeirloomError, unknownId } from '#benchmarks/protocol/errors.ts';
import { benchmarkNamed } from '#benchmarks/suite/catalog.ts';
import { getDatabase } from '#leaderboard/db/shared-database.ts';
import { getFigureTrajectory } from '#leaderboard/submissions/figures.ts';
import { SCORE_BY_HORIZON } from '#leaderboard/submissions/horizons.ts';
import { MAX_SEEDS } from '#leaderboard/submissions/trajectories.ts';
import { trajectoryFigure } from '../../../../../charts/trajectory-figure.ts';
import { route } from '../../../../declare-route.ts';
import { FIGURE_ANSWERS, figureAnswer, figureQuery } from '../../../../figure-answer.ts';
import { benchmark, oneOf, submissions } from '../../../../parameters.ts';

/** Submissions whose seeds are drawn in one figure. */
const MAX_SEEDED = 4;

export const GET = route({
  id: 'getTrajectoryFigure',
  summary:
    'A metric of a benchmark over the generations as a picture, for 1 to 16 submissions: controls and the lines in focus in colour, with 95% bands, the rest in grey.',
  params: z.strictObject({
    benchmark,
    metric: z
      .string()
      .describe(
        `A metric of the benchmark; \`primary\` is its main one, \`${SCORE_BY_HORIZON}\` the score that each run would have with every horizon.`,
      ),
  }),
  query: z.strictObject({
    ids: submissions,
    rules: oneOf(['without', 'with'])
      .default('without')
      .describe('Whether with where collapse begins and with what closed-form laws say of the runs.'),
    seeds: oneOf(['without', 'with'])
      .default('without')
      .describe(
        `Whether with a thin line for each seed, the first of them stronger: of at most ${MAX_SEEDED} submissions, at most ${MAX_SEEDS} seeds of each.`,
      ),
    ...figureQuery,
  }),
  kept: 'answers',
  answers: FIGURE_ANSWERS,
  problems: ['not-found', 'unknown-id'],
  handler: async ({ request, params, query }) => {
    const { card } = benchmarkNamed(params.benchmark);
    const metrics = [...card.metrics.map(({ id }) => id), SCORE_BY_HORIZON];
    const metric = params.metric === 'primary' ? card.primary : params.metric;
    if (!metrics.includes(metric)) throw unknownId('metric', params.metric, metrics);
    const { ids, rules, seeds, language } = query;
    if (seeds === 'with' && ids.length > MAX_SEEDED)
      throw new HeirloomError(
        'bad-parameter',
        `Received seeds=with and ${ids.length} submissions; expected at most ${MAX_SEEDED}, whose seeds can be told apart. Name fewer, or leave out the seeds.`,
      );
    const wanted = { card, metric, ids, withRules: rules === 'with', withSeeds: seeds === 'with' };
    const view = await getFigureTrajectory(await getDatabase(), wanted);
    if (!view) throw new HeirloomError('not-found', `One of ${ids.join(', ')} is no submission of this site.`);
    return figureAnswer(request, trajectoryFigure(view, language), query);
  },
});
