/** Which part of a content a request asks for (RFC 9110, section 14). */

/** Both included, from 0. */
export interface ByteRange {
  readonly first: number;
  readonly last: number;
}

/**
 * The one range of a Range header; null where the whole is to be sent: there is no header, it can't be read, or it names
 * several ranges. `bytes`: of the whole.
 */
export function byteRange(header: string | null, bytes: number): ByteRange | 'unsatisfiable' | null {
  const match = /^bytes=[ \t]*(\d*)-(\d*)[ \t]*$/i.exec(header?.trim() ?? '');
  const [, from = '', to = ''] = match ?? [];
  if (from === '' && to === '') return null;
  if (from === '') {
    const count = Math.min(Number(to), bytes);
    return count === 0 ? 'unsatisfiable' : { first: bytes - count, last: bytes - 1 };
  }
  const first = Number(from);
  const last = to === '' ? Number.POSITIVE_INFINITY : Number(to);
  if (last < first) return null;
  return first < bytes ? { first, last: Math.min(last, bytes - 1) } : 'unsatisfiable';
}
