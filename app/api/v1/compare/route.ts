/** GET: two to six submissions compared, `?a=…&b=…` to `f`. */
import { z } from 'zod';
import { plainSubmission } from '#benchmarks/protocol/table-ids.ts';
import { getComparison } from '#leaderboard/comparisons/comparison.ts';
import { getDatabase } from '#leaderboard/db/shared-database.ts';
import { COMPARED_NAMES } from '../../../paths.ts';
import { jsonOf } from '../../answers.ts';
import { route } from '../../declare-route.ts';
import { json } from '../../endpoint.ts';
import { comparison } from '../../shapes/comparisons.ts';

/** A form sends empty values for what isn't chosen. */
const chosen = z
  .string()
  .trim()
  .transform(plainSubmission)
  .optional()
  .meta({ description: 'A submission; two to six of them are compared.', pattern: '^(sub-)?[0-9a-f]{16}$' });

export const GET = route({
  id: 'compare',
  summary: 'Two to six submissions compared, pair by pair.',
  query: z.object({ a: chosen, b: chosen, c: chosen, d: chosen, e: chosen, f: chosen } satisfies Record<
    (typeof COMPARED_NAMES)[number],
    typeof chosen
  >),
  kept: 'comparisons',
  answers: { 200: [jsonOf(comparison)] },
  problems: ['not-found'],
  handler: async ({ query }) => {
    const ids = COMPARED_NAMES.flatMap((name) => query[name] || []);
    return json(await getComparison(await getDatabase(), ids));
  },
});
