/** POST: registers the DOI that a snapshot got when it was deposited, once. Needs the admin token. */
import { z } from 'zod';
import { registerDoi } from '#leaderboard/snapshots/citable.ts';
import { refreshDataVersion } from '../../../../../data-version.ts';
import { jsonOf } from '../../../../answers.ts';
import { route } from '../../../../declare-route.ts';
import { json } from '../../../../endpoint.ts';
import { snapshot } from '../../../../parameters.ts';
import { registeredDoi } from '../../../../shapes/snapshots.ts';

export const POST = route({
  id: 'registerDoi',
  summary: 'Registers the DOI that a snapshot got when it was deposited. A registered DOI stays.',
  auth: 'admin',
  params: z.strictObject({ id: snapshot }),
  body: { schema: z.strictObject({ doi: z.string().max(200) }), expected: '{"doi": "10.5281/zenodo.1234567"}' },
  answers: { 200: [jsonOf(registeredDoi)] },
  problems: ['not-found', 'conflict'],
  handler: async ({ sender: { database, bearer }, params: { id }, body: { doi } }) => {
    await registerDoi(database, id, doi, bearer.id);
    await refreshDataVersion();
    return json({ id, doi });
  },
});
