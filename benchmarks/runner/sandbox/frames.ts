/**
 * Messages between the harness and the sandbox: a JSON header and typed arrays, whose bytes follow it. Little-endian, as every machine
 * that runs this is: uint32 length of what follows, uint32 length of the header, header, and each array at a multiple of 8.
 */

export type Numbers = Float64Array | Int32Array | Uint8Array;

export interface Frame {
  readonly header: Readonly<Record<string, unknown>>;
  readonly arrays: readonly Numbers[];
}

/** Largest frame, in bytes. */
export const MAX_FRAME = 1 << 28;

const KINDS = { f64: Float64Array, i32: Int32Array, u8: Uint8Array } as const;
type Kind = keyof typeof KINDS;

const kindOf = (numbers: Numbers): Kind =>
  numbers instanceof Float64Array ? 'f64' : numbers instanceof Int32Array ? 'i32' : 'u8';

const aligned = (bytes: number): number => Math.ceil(bytes / 8) * 8;

/** @throws RangeError for what is larger than a frame may be */
export function encodeFrame({ header, arrays }: Frame): Uint8Array {
  const layout = arrays.map((numbers) => [kindOf(numbers), numbers.length]);
  const text = Buffer.from(JSON.stringify({ ...header, arrays: layout }));
  const total = arrays.reduce((sum, { byteLength }) => sum + aligned(byteLength), aligned(8 + text.length));
  if (total > MAX_FRAME) throw new RangeError(`A message of ${total} bytes; expected at most ${MAX_FRAME}.`);
  const bytes = Buffer.allocUnsafe(total);
  bytes.writeUInt32LE(total - 4, 0);
  bytes.writeUInt32LE(text.length, 4);
  text.copy(bytes, 8);
  let at = aligned(8 + text.length);
  for (const { buffer, byteOffset, byteLength } of arrays) {
    bytes.set(new Uint8Array(buffer, byteOffset, byteLength), at);
    at += aligned(byteLength);
  }
  return bytes;
}

/** Reads what follows a frame's first length. The arrays are copies. @throws RangeError, SyntaxError for what is no frame */
export function decodeFrame(body: Buffer): Frame {
  if (body.length < 4) throw new RangeError('A message without a header.');
  const length = body.readUInt32LE(0);
  if (4 + length > body.length) throw new RangeError('A message shorter than its header.');
  const header: unknown = JSON.parse(body.toString('utf8', 4, 4 + length));
  if (typeof header !== 'object' || header === null) throw new RangeError('A message whose header is no object.');
  const { arrays: layout, ...rest } = header as Record<string, unknown>;
  if (!Array.isArray(layout)) throw new RangeError('A message that says nothing of its arrays.');
  let at = aligned(8 + length) - 4;
  const arrays = layout.map((entry: unknown) => {
    const [kind, count] = Array.isArray(entry) ? entry : [];
    if (!Object.hasOwn(KINDS, String(kind)) || !Number.isSafeInteger(count) || count < 0)
      throw new RangeError('A message with an array of no known kind.');
    const View = KINDS[kind as Kind];
    const bytes = (count as number) * View.BYTES_PER_ELEMENT;
    if (at + bytes > body.length) throw new RangeError('A message shorter than its arrays.');
    const from = body.byteOffset + at;
    at += aligned(bytes);
    return new View(body.buffer.slice(from, from + bytes) as ArrayBuffer);
  });
  return { header: rest, arrays };
}
