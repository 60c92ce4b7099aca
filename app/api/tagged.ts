/** An answer that is named by its ETag: who has it already is told so. */
export function tagged(
  request: Request,
  tag: string,
  body: string | Uint8Array<ArrayBuffer>,
  headers: Readonly<Record<string, string>>,
): Response {
  const etag = `"${tag}"`;
  const all = new Headers({ 'cache-control': 'no-cache', ...headers, etag });
  return isKnown(request, etag) ? notModified(all) : new Response(body, { headers: all });
}

/** Whether the client has what the tag names. */
export function isKnown(request: Request, etag: string): boolean {
  return namesTag(request.headers.get('if-none-match'), etag);
}

/** Whether an If-None-Match header names a tag. */
export function namesTag(ifNoneMatch: string | null | undefined, etag: string | undefined): boolean {
  const known = (ifNoneMatch ?? '').split(',').map((text) => text.trim().replace(/^W\//, ''));
  return known.includes(etag ?? '') || known.includes('*');
}

export function notModified(headers: Headers): Response {
  // What isn't sent has no type.
  headers.delete('content-type');
  return new Response(null, { status: 304, headers });
}
