/** POST: takes a bundle as a raw `application/gzip` body. */
import { HeirloomError } from '../../../../benchmarks/protocol/errors.ts';
import { getDatabase } from '../../../../leaderboard/db/shared-database.ts';
import { acceptBundle } from '../../../../leaderboard/submissions.ts';
import { requireToken } from '../../../../leaderboard/tokens.ts';
import { MAX_UPLOAD_BYTES, uploadTooLarge, withUpload } from '../../../../leaderboard/uploads.ts';
import { refreshDataVersion } from '../../../data-version.ts';
import { endpoint, json } from '../../endpoint.ts';

const MEDIA_TYPES = ['application/gzip', 'application/x-gzip'];

export const POST = endpoint(async ({ request, url }) => {
  const database = await getDatabase();
  const bearer = await requireToken(database, request.headers.get('authorization'), 'submit');
  const body = requireBody(request);
  const accepted = await withUpload(body, ({ file }) => acceptBundle(database, { path: file, bearer }));
  await refreshDataVersion();
  const { id, path, label, created, adopted, note, warnings } = accepted;
  const origin = originOf(request, url);
  return json(
    { id, url: `${origin}${path}`, label, created, adopted, note, warnings },
    { status: created ? 201 : 200, headers: { location: path } },
  );
});

/** @throws bad-parameter or too-large, before anything of the body is read */
function requireBody(request: Request): ReadableStream<Uint8Array> {
  const type = request.headers.get('content-type')?.split(';')[0]?.trim().toLowerCase() ?? '';
  if (!MEDIA_TYPES.includes(type)) {
    throw new HeirloomError(
      'bad-parameter',
      `Received content type "${type.slice(0, 100)}"; expected application/gzip with the packed bundle as the body.`,
    );
  }
  const announced = Number(request.headers.get('content-length') ?? 0);
  if (announced > MAX_UPLOAD_BYTES) throw uploadTooLarge();
  if (!request.body)
    throw new HeirloomError('bad-parameter', 'Received no body; expected the packed bundle (.tar.gz).');
  return request.body;
}

/** The address as the client knows this site: its Host header was checked. */
function originOf(request: Request, url: URL): string {
  return `${url.protocol}//${request.headers.get('host') ?? url.host}`;
}
