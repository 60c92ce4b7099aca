/** GET: two to six submissions compared, `?a=…&b=…` to `f`. */
import { z } from 'zod';
import { getComparison } from '#leaderboard/comparisons/comparison.ts';
import { getDatabase } from '#leaderboard/db/shared-database.ts';
import { COMPARED_NAMES } from '../../../paths.ts';
import { jsonOf } from '../../answers.ts';
import { route } from '../../declare-route.ts';
import { json } from '../../endpoint.ts';
import { compared } from '../../parameters.ts';
import { comparison } from '../../shapes/comparisons.ts';

const more = compared.optional();

export const GET = route({
  id: 'compare',
  summary: 'Two to six submissions compared, pair by pair.',
  query: z.object({ a: compared, b: compared, c: more, d: more, e: more, f: more }),
  kept: 'comparisons',
  answers: { 200: [jsonOf(comparison)] },
  problems: ['not-found'],
  handler: async ({ query }) => {
    const ids = COMPARED_NAMES.flatMap((name) => query[name] || []);
    return json(await getComparison(await getDatabase(), ids));
  },
});
