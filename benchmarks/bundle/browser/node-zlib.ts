/** What the checker uses of node:zlib, in a browser. */
import { unzlibSync, zlibSync } from 'fflate';

/** @throws RangeError where it is longer than may be */
export function inflateSync(data: Uint8Array, { maxOutputLength }: { readonly maxOutputLength: number }): Buffer {
  const bytes = unzlibSync(data);
  if (bytes.length > maxOutputLength)
    throw new RangeError(`Received ${bytes.length} bytes; expected at most ${maxOutputLength}.`);
  return Buffer.from(bytes);
}

export const deflateSync = (data: Uint8Array): Buffer => Buffer.from(zlibSync(data));

/** Of light results, which only the site's owner sends, and not from here: they are refused before they are unpacked. */
export function brotliDecompressSync(): never {
  throw new Error('A browser unpacks no light results.');
}
