/** POST: takes a bundle as a raw `application/gzip` body. */
import { HeirloomError } from '#benchmarks/protocol/errors.ts';
import { MAX_UPLOAD_BYTES, uploadTooLarge } from '#leaderboard/intake/uploads.ts';
import { jsonOf } from '../../answers.ts';
import { route } from '../../declare-route.ts';
import { json } from '../../endpoint.ts';
import { accepted } from '../../shapes/site.ts';
import { type GivenBundle, takeBundle } from '../../take-bundle.ts';

const MEDIA_TYPES = ['application/gzip', 'application/x-gzip'] as const;

/** Whatever can be said before anything of the body is read is said then. */
export const POST = route({
  id: 'submit',
  summary: 'Takes a bundle (.tar.gz), checks it and stores it; the same bundle is stored once.',
  auth: 'submit',
  body: { types: MEDIA_TYPES },
  answers: { 200: [jsonOf(accepted)], 201: [jsonOf(accepted)] },
  sends: ['Location'],
  problems: ['check-failed', 'hostile-archive', 'busy', 'timed-out'],
  handler: async ({ request, url, sender: { database, bearer } }) => {
    const { created, path, ...stored } = await takeBundle(request, { database, bearer }, () => requireBody(request));
    const { id, label, adopted, note, warnings } = stored;
    return json(
      { id, url: `${originOf(request, url)}${path}`, label, created, adopted, note, warnings },
      { status: created ? 201 : 200, headers: { location: path } },
    );
  },
});

/** @throws bad-parameter or too-large, before anything of the body is read */
function requireBody(request: Request): GivenBundle {
  const type = request.headers.get('content-type')?.split(';')[0]?.trim().toLowerCase() ?? '';
  if (!MEDIA_TYPES.some((taken) => taken === type)) {
    throw new HeirloomError(
      'bad-parameter',
      `Received content type "${type.slice(0, 100)}"; expected application/gzip with the packed bundle as the body.`,
    );
  }
  const length = request.headers.get('content-length');
  const bytes = length === null ? null : Number(length);
  if (bytes !== null && bytes > MAX_UPLOAD_BYTES) throw uploadTooLarge();
  if (!request.body)
    throw new HeirloomError('bad-parameter', 'Received no body; expected the packed bundle (.tar.gz).');
  return { body: request.body, bytes };
}

/** The address as the client knows this site: its Host header was checked. */
function originOf(request: Request, url: URL): string {
  return `${url.protocol}//${request.headers.get('host') ?? url.host}`;
}
