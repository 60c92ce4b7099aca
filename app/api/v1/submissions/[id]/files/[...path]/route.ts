/** GET: one file out of a submission's bundle. */
import { HeirloomError } from '#benchmarks/protocol/errors.ts';
import { getDatabase } from '#leaderboard/db/shared-database.ts';
import { getFile } from '#leaderboard/intake/bundle-files.ts';
import { endpoint } from '../../../../../endpoint.ts';
import { fileAnswer } from '../../../../../file-answer.ts';

/** What strangers sent is never shown as a page. */
const TYPES: Readonly<Record<string, string>> = {
  json: 'application/json; charset=utf-8',
  jsonl: 'application/x-ndjson; charset=utf-8',
};

export const GET = endpoint<{ id: string; path: string[] }>(async ({ request, params }) => {
  const name = params.path.join('/');
  const file = await getFile(await getDatabase(), params.id, name);
  if (!file) {
    throw new HeirloomError(
      'not-found',
      `Submission "${params.id.slice(0, 80)}" has no file "${name.slice(0, 200)}"; /api/v1/submissions/<id>/files lists what there is.`,
    );
  }
  return fileAnswer(request, file, {
    'content-type': TYPES[name.split('.').at(-1) ?? ''] ?? 'application/octet-stream',
    'content-disposition': `attachment; filename="${name.replaceAll('/', '-')}"`,
    cacheControl: 'public, max-age=31536000, immutable',
  });
});
