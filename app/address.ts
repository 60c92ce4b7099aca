/** Addresses as strangers write them: whatever stands in one, it is read once, and nothing in it can make the site fail. */

/**
 * The address with every escape that means nothing written out: a `%` that starts no escape, bytes that are no UTF-8, and
 * U+0000, which no text of the database can hold. What is left decodes without an error, and is then found or not.
 */
export function mendAddress(address: string): string {
  return address.replaceAll(/(?:%[0-9a-f]{2})+|%/gi, (escapes) =>
    isReadable(escapes) ? escapes : escapes.replaceAll('%', '%25'),
  );
}

function isReadable(escapes: string): boolean {
  try {
    return !decodeURIComponent(escapes).includes('\0');
  } catch {
    return false;
  }
}

/**
 * A segment of a page's path as plain text; null where it has a character that no address of this site has. Next gives a
 * page its segments encoded and the page's metadata the same ones decoded. Of what addresses here are made of, only `=` is
 * written differently in the two, so nothing is decoded here, and nothing can be decoded twice.
 */
export function plainSegment(segment: string): string | null {
  const text = segment.replaceAll(/%3d/gi, '=');
  return /^[a-z0-9.=-]{1,120}$/.test(text) ? text : null;
}

/** As plainSegment, of several; null where one of them is. */
export function plainSegments(segments: readonly string[]): string[] | null {
  const texts = segments.map(plainSegment).filter((text) => text !== null);
  return texts.length === segments.length ? texts : null;
}
