/** GET: a submission as a citation, or as a record that other collections of results take. */
import { z } from 'zod';
import { sha256 } from '#benchmarks/protocol/digest.ts';
import { getDatabase } from '#leaderboard/db/shared-database.ts';
import { getSubmissionFile, SUBMISSION_FORMATS, SUBMISSION_MEDIA_TYPES } from '#leaderboard/submissions/files.ts';
import { siteUrl } from '../../../../../site-url.ts';
import { bytesOf } from '../../../../answers.ts';
import { route } from '../../../../declare-route.ts';
import { oneOf, submission } from '../../../../parameters.ts';
import { tagged } from '../../../../tagged.ts';
import { noSubmission } from '../no-submission.ts';

const TYPES = SUBMISSION_FORMATS.map((name) => SUBMISSION_MEDIA_TYPES[name].split(';')[0] as string);

export const GET = route({
  id: 'getSubmissionFile',
  summary: 'A submission as a citation, or as a record for Every Eval Ever or Hugging Face.',
  params: z.strictObject({
    id: submission,
    format: oneOf(SUBMISSION_FORMATS).describe('A citation, or a record for another collection of results.'),
  }),
  kept: 'answers',
  answers: { 200: TYPES.map(bytesOf) },
  problems: ['not-found', 'unknown-id'],
  handler: async ({ request, params: { id, format } }) => {
    const file = await getSubmissionFile(await getDatabase(), id, format, siteUrl());
    if (!file) throw noSubmission(id);
    return tagged(request, sha256(file.body), file.body, {
      'content-type': SUBMISSION_MEDIA_TYPES[format],
      'content-disposition': `inline; filename="${file.name}"`,
    });
  },
});
