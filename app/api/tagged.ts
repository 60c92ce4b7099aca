/** An answer that is named by its ETag: who has it already is told so. */
export function tagged(
  request: Request,
  tag: string,
  body: string | Uint8Array<ArrayBuffer>,
  headers: Readonly<Record<string, string>>,
): Response {
  const etag = `"${tag}"`;
  const all = new Headers({ 'cache-control': 'no-cache', ...headers, etag });
  const known = (request.headers.get('if-none-match') ?? '').split(',').map((text) => text.trim().replace(/^W\//, ''));
  if (known.includes(etag)) {
    // What isn't sent has no type.
    all.delete('content-type');
    return new Response(null, { status: 304, headers: all });
  }
  return new Response(body, { headers: all });
}
