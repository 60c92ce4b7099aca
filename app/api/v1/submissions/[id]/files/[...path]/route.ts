/** GET: one file out of a submission's bundle. */
import { z } from 'zod';
import { HeirloomError } from '#benchmarks/protocol/errors.ts';
import { getDatabase } from '#leaderboard/db/shared-database.ts';
import { getFile } from '#leaderboard/intake/bundle-files.ts';
import { bytesOf } from '../../../../../answers.ts';
import { route } from '../../../../../declare-route.ts';
import { fileAnswer } from '../../../../../file-answer.ts';
import { filePath, submission } from '../../../../../parameters.ts';

/** What strangers sent is never shown as a page. */
const TYPES: Readonly<Record<string, string>> = { json: 'application/json', jsonl: 'application/x-ndjson' };
const OTHER = 'application/octet-stream';

export const GET = route({
  id: 'getFile',
  summary: 'A file of a submission’s bundle, or a part of it. It never changes.',
  params: z.strictObject({ id: submission, path: filePath }),
  files: true,
  answers: { 200: [...Object.values(TYPES), OTHER].map(bytesOf) },
  problems: ['not-found'],
  handler: async ({ request, params: { id, path } }) => {
    const file = await getFile(await getDatabase(), id, path);
    if (!file) {
      throw new HeirloomError(
        'not-found',
        `Submission "${id.slice(0, 80)}" has no file "${path.slice(0, 200)}"; /api/v1/submissions/<id>/files lists what there is.`,
      );
    }
    const type = TYPES[path.split('.').at(-1) ?? ''];
    return fileAnswer(request, file, {
      'content-type': type === undefined ? OTHER : `${type}; charset=utf-8`,
      'content-disposition': `attachment; filename="${path.replaceAll('/', '-')}"`,
      cacheControl: 'public, max-age=31536000, immutable',
    });
  },
});
