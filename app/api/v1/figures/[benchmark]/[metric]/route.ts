/** GET: a metric over the generations as an SVG. */
import { z } from 'zod';
import { sha256 } from '#benchmarks/protocol/digest.ts';
import { HeirloomError, unknownId } from '#benchmarks/protocol/errors.ts';
import { benchmarkNamed } from '#benchmarks/suite/catalog.ts';
import { getDatabase } from '#leaderboard/db/shared-database.ts';
import { getFigureTrajectory } from '#leaderboard/submissions/trajectories.ts';
import { figureWords } from '../../../../../charts/figure-words.ts';
import { trajectorySvg } from '../../../../../charts/trajectory-svg.ts';
import { LOCALES } from '../../../../../i18n/locales.ts';
import { bytesOf } from '../../../../answers.ts';
import { route } from '../../../../declare-route.ts';
import { benchmark, oneOf, submissions } from '../../../../parameters.ts';
import { tagged } from '../../../../tagged.ts';

const TYPE = 'image/svg+xml';

export const GET = route({
  id: 'getTrajectoryFigure',
  summary:
    'A metric of a benchmark over the generations as a picture, for 1 to 16 submissions: controls and the first four others in colour, with 95% bands, the rest in grey.',
  params: z.strictObject({
    benchmark,
    metric: z.string().describe('A metric of the benchmark; `primary` is its main one.'),
  }),
  query: z.strictObject({
    ids: submissions,
    language: oneOf(LOCALES).default('en').describe('The language of its words.'),
  }),
  kept: 'answers',
  answers: { 200: [bytesOf(TYPE)] },
  problems: ['not-found', 'unknown-id'],
  handler: async ({ request, params, query: { ids, language } }) => {
    const { card } = benchmarkNamed(params.benchmark);
    const metrics = card.metrics.map(({ id }) => id);
    const metric = params.metric === 'primary' ? card.primary : params.metric;
    if (!metrics.includes(metric)) throw unknownId('metric', params.metric, metrics);
    const view = await getFigureTrajectory(await getDatabase(), card, metric, ids);
    if (!view) throw new HeirloomError('not-found', `One of ${ids.join(', ')} is no submission of this site.`);
    const svg = trajectorySvg(view, figureWords(language, view));
    return tagged(request, sha256(svg), svg, { 'content-type': TYPE });
  },
});
