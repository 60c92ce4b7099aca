/** GET: dose and response of one family of strategies on a board. */
import { z } from 'zod';
import { getDoses } from '#leaderboard/boards/doses.ts';
import { getDatabase } from '#leaderboard/db/shared-database.ts';
import { jsonOf } from '../../answers.ts';
import { route } from '../../declare-route.ts';
import { json } from '../../endpoint.ts';
import { boardQuery, family } from '../../parameters.ts';
import { familyDoses } from '../../shapes/doses.ts';
import { findLeading } from '../find-board.ts';

const { suite, group, tier } = boardQuery;

export const GET = route({
  id: 'getDoses',
  summary:
    'Dose and response of one family of strategies on a board: scores and costs against its doses, with what laws expect.',
  query: z.strictObject({ suite, group, tier, family }),
  kept: 'answers',
  answers: { 200: [jsonOf(familyDoses)] },
  handler: async ({ query: { family: name, ...board } }) => {
    const database = await getDatabase();
    const key = { ...board, tier: await findLeading(database, board) };
    return json({ doses: await getDoses(database, key, name) });
  },
});
