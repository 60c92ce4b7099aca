/** Looks at the head of a `.npy` file of unknown origin before a reader is given it: some heads would keep one busy for ever. */
import { printable } from './findings.ts';

/** As in NumPy itself (`numpy.lib.format`): a matrix's header has about 120 bytes. */
const MAX_HEADER_BYTES = 10_000;
const MAGIC = '\x93NUMPY';
/** Magic string, version and length of the header: of format 1.0, and of those after it. */
const LENGTH_AT = 8;
const SHORT_HEAD = 10;
const LONG_HEAD = 12;

/**
 * What is wrong, or null. The reader searches the header with patterns whose cost is the square of its length, and steps
 * through texts by the width that it claims, which may be 0. All else that can be wrong is left to the reader.
 */
export function npyHeadFault(bytes: Buffer): string | null {
  if (bytes.length < LONG_HEAD || bytes.toString('latin1', 0, MAGIC.length) !== MAGIC) return null;
  const isShort = (bytes[LENGTH_AT - 2] as number) <= 1;
  const start = isShort ? SHORT_HEAD : LONG_HEAD;
  const length = isShort ? bytes.readUInt16LE(LENGTH_AT) : bytes.readUInt32LE(LENGTH_AT);
  if (length > MAX_HEADER_BYTES)
    return `the header has ${length} bytes, more than the ${MAX_HEADER_BYTES} that NumPy reads`;
  const header = bytes.toString('latin1', start, start + length);
  const type = /'descr'\s*:\s*'([^']+)'/.exec(header)?.[1] ?? '';
  return /^[<>|=]?U/.test(type) ? `the type is ${printable(type.replace(/^[<>|=]/, ''))}` : null;
}
