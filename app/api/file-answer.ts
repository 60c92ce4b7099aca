/** Answers with a stored file, whole or a part of it. */
import type { StoredFile } from '#leaderboard/intake/bundle-files.ts';
import { type ByteRange, byteRange } from './byte-range.ts';
import { LENGTH_HEADER } from './length-header.ts';
import { isKnown, notModified } from './tagged.ts';

/**
 * A file by its digest. `no-transform`, because its tag and its ranges are of the bytes as they are: nothing on the way may
 * compress them.
 * @throws input-output where the site has lost it
 */
export async function fileAnswer(
  request: Request,
  file: StoredFile,
  { cacheControl, ...headers }: Readonly<Record<string, string>> & { readonly cacheControl: string },
): Promise<Response> {
  const etag = `"${file.sha256}"`;
  const all = new Headers({
    ...headers,
    'cache-control': `${cacheControl}, no-transform`,
    'accept-ranges': 'bytes',
    etag,
  });
  if (isKnown(request, etag)) return notModified(all);
  const part = request.method === 'HEAD' ? null : askedPart(request, etag, file.bytes);
  if (part === 'unsatisfiable') return unsatisfiable(request, file.bytes);
  const { first, last } = part ?? { first: 0, last: file.bytes - 1 };
  // While there is still a status to tell it with.
  await file.require();
  const length = String(last - first + 1);
  all.set('content-length', length);
  all.set(LENGTH_HEADER, length);
  if (part !== null) all.set('content-range', `bytes ${first}-${last}/${file.bytes}`);
  const body = request.method === 'HEAD' ? null : file.stream(first, last);
  return new Response(body, { status: part === null ? 200 : 206, headers: all });
}

/** A range counts for the content that If-Range names; a date names none, since the files have none. */
function askedPart(request: Request, etag: string, bytes: number): ByteRange | 'unsatisfiable' | null {
  const condition = request.headers.get('if-range');
  if (condition !== null && condition.trim() !== etag) return null;
  return byteRange(request.headers.get('range'), bytes);
}

function unsatisfiable(request: Request, bytes: number): Response {
  const range = (request.headers.get('range') ?? '').slice(0, 100);
  const body = {
    type: 'urn:heirloom:problem:range',
    title: 'Range not satisfiable',
    status: 416,
    detail: `Received the range "${range}" of a file of ${bytes} bytes; expected one that begins within it, such as bytes=0-.`,
    code: 'range',
  };
  const headers = {
    'content-type': 'application/problem+json; charset=utf-8',
    'content-range': `bytes */${bytes}`,
    'cache-control': 'no-store',
  };
  return new Response(JSON.stringify(body), { status: 416, headers });
}
