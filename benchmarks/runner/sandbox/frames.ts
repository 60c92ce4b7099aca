/**
 * Messages between the harness and the sandbox: a JSON header and typed arrays. Little-endian, as every machine that runs this is:
 * uint32 length of what follows, uint32 length of the header, uint32 number of arrays, uint32 kind and uint32 length of each, the header,
 * and each array at a multiple of 8.
 */

export type Numbers = Float64Array | Int32Array | Uint8Array;

export interface Frame {
  readonly header: Readonly<Record<string, unknown>>;
  readonly arrays: readonly Numbers[];
}

/** Largest frame, in bytes. */
export const MAX_FRAME = 1 << 28;

/** Arrays are named by their place here. */
const KINDS = [Float64Array, Int32Array, Uint8Array] as const;

/** Bytes before what is said of the arrays, and of what is said of each. */
const FIXED = 12;
const ENTRY = 8;

const aligned = (bytes: number): number => Math.ceil(bytes / 8) * 8;

/** @throws RangeError for what is larger than a frame may be */
export function encodeFrame({ header, arrays }: Frame): Uint8Array {
  const text = JSON.stringify(header);
  const length = Buffer.byteLength(text);
  const textAt = FIXED + ENTRY * arrays.length;
  let total = aligned(textAt + length);
  for (const { byteLength } of arrays) total += aligned(byteLength);
  if (total > MAX_FRAME) throw new RangeError(`A message of ${total} bytes; expected at most ${MAX_FRAME}.`);
  const bytes = Buffer.allocUnsafe(total);
  bytes.writeUInt32LE(total - 4, 0);
  bytes.writeUInt32LE(length, 4);
  bytes.writeUInt32LE(arrays.length, 8);
  bytes.write(text, textAt);
  let at = aligned(textAt + length);
  for (const [i, numbers] of arrays.entries()) {
    bytes.writeUInt32LE(
      KINDS.findIndex((kind) => numbers instanceof kind),
      FIXED + ENTRY * i,
    );
    bytes.writeUInt32LE(numbers.length, FIXED + ENTRY * i + 4);
    bytes.set(new Uint8Array(numbers.buffer, numbers.byteOffset, numbers.byteLength), at);
    at += aligned(numbers.byteLength);
  }
  return bytes;
}

/** Reads a frame, its first length included. The arrays are copies. @throws RangeError, SyntaxError for what is no frame */
export function decodeFrame(bytes: Buffer): Frame {
  if (bytes.length < FIXED) throw new RangeError('A message without a header.');
  const length = bytes.readUInt32LE(4);
  const count = bytes.readUInt32LE(8);
  const textAt = FIXED + ENTRY * count;
  if (textAt + length > bytes.length) throw new RangeError('A message shorter than its header.');
  const header: unknown = JSON.parse(bytes.toString('utf8', textAt, textAt + length));
  if (typeof header !== 'object' || header === null) throw new RangeError('A message whose header is no object.');
  const arrays: Numbers[] = [];
  let at = aligned(textAt + length);
  for (let i = 0; i < count; i++) {
    const View = KINDS[bytes.readUInt32LE(FIXED + ENTRY * i)];
    if (View === undefined) throw new RangeError('A message with an array of no known kind.');
    const size = bytes.readUInt32LE(FIXED + ENTRY * i + 4) * View.BYTES_PER_ELEMENT;
    if (at + size > bytes.length) throw new RangeError('A message shorter than its arrays.');
    // Not ArrayBuffer's slice: in the sandbox that is a slow one.
    const copy = new Uint8Array(size);
    copy.set(bytes.subarray(at, at + size));
    arrays.push(View === Uint8Array ? copy : new View(copy.buffer));
    at += aligned(size);
  }
  return { header: header as Frame['header'], arrays };
}
