/** GET: what differs between two snapshots of one suite; the later of the two is compared with the earlier. */
import { z } from 'zod';
import { getDatabase } from '#leaderboard/db/shared-database.ts';
import { getChanges } from '#leaderboard/snapshots/changes.ts';
import { jsonOf } from '../../../../../answers.ts';
import { route } from '../../../../../declare-route.ts';
import { json } from '../../../../../endpoint.ts';
import { snapshot } from '../../../../../parameters.ts';
import { changes } from '../../../../../shapes/snapshots.ts';

export const GET = route({
  id: 'getChanges',
  summary: 'What differs between two snapshots of one suite, in whichever order they are named.',
  params: z.strictObject({ id: snapshot, other: snapshot }),
  kept: 'answers',
  answers: { 200: [jsonOf(changes)] },
  problems: ['not-found', 'conflict'],
  handler: async ({ params: { id, other } }) => json(await getChanges(await getDatabase(), id, other)),
});
