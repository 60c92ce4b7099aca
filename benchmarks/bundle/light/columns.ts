/**
 * Columns of doubles as bytes, and back bit for bit. The eight bytes of a double stand in eight planes: of neighbouring values
 * the planes of sign and exponent are much the same, and what compresses stands together (docs/light-results.md).
 */

/** How a column stands in the file: its values, or the distinct ones once and for each value which. */
export type Packing = 'plain' | 'distinct';

const DOUBLE = 8;

/** The bytes of each number, least first, in one plane a byte. `[width][count]` */
function planes(count: number, width: number, byteOf: (index: number, byte: number) => number): Uint8Array {
  const bytes = new Uint8Array(count * width);
  for (let byte = 0; byte < width; byte++)
    for (let index = 0; index < count; index++) bytes[byte * count + index] = byteOf(index, byte);
  return bytes;
}

function packDoubles(values: Float64Array): Uint8Array {
  const view = new DataView(new ArrayBuffer(values.length * DOUBLE));
  for (const [index, value] of values.entries()) view.setFloat64(index * DOUBLE, value, true);
  return planes(values.length, DOUBLE, (index, byte) => view.getUint8(index * DOUBLE + byte));
}

function unpackDoubles(bytes: Uint8Array): Float64Array {
  const count = bytes.length / DOUBLE;
  const view = new DataView(new ArrayBuffer(bytes.length));
  for (let byte = 0; byte < DOUBLE; byte++)
    for (let index = 0; index < count; index++)
      view.setUint8(index * DOUBLE + byte, bytes[byte * count + index] as number);
  return Float64Array.from({ length: count }, (_, index) => view.getFloat64(index * DOUBLE, true));
}

/** Bytes of an index into so many distinct values. */
const indexWidth = (distinct: number): number => (distinct <= 256 ? 1 : distinct <= 65_536 ? 2 : 4);

/** Distinct values ascending, −0 before 0, and for each value its place among them. */
function distinctOf(values: Float64Array): { readonly distinct: Float64Array; readonly places: Uint32Array } {
  // As keys of a Map 0 and −0 are one.
  const keyOf = (value: number): number | string => (Object.is(value, -0) ? '-0' : value);
  const order = (a: number, b: number): number => a - b || (Object.is(b, a) ? 0 : Object.is(a, -0) ? -1 : 1);
  const unique = new Map([...values].map((value) => [keyOf(value), value]));
  const distinct = Float64Array.from([...unique.values()].sort(order));
  const placeOf = new Map([...distinct].map((value, place) => [keyOf(value), place]));
  return { distinct, places: Uint32Array.from(values, (value) => placeOf.get(keyOf(value)) as number) };
}

/** A packed column, and how many distinct values it begins with (0 where it has all). */
export interface PackedColumn {
  readonly bytes: Uint8Array;
  readonly distinct: number;
}

export function packColumn(values: Float64Array, as: Packing): PackedColumn {
  if (as === 'plain') return { bytes: packDoubles(values), distinct: 0 };
  const { distinct, places } = distinctOf(values);
  const width = indexWidth(distinct.length);
  const indices = planes(places.length, width, (index, byte) => ((places[index] as number) >>> (8 * byte)) & 0xff);
  return { bytes: Buffer.concat([packDoubles(distinct), indices]), distinct: distinct.length };
}

/** Bytes of a column of `count` values. `distinct` as in PackedColumn. */
export function packedBytes(count: number, distinct: number): number {
  return distinct === 0 ? count * DOUBLE : distinct * DOUBLE + count * indexWidth(distinct);
}

/**
 * The values of a packed column; `bytes` has the length that packedBytes gives.
 * @throws RangeError where an index leads past the distinct values
 */
export function unpackColumn({ bytes, distinct }: PackedColumn, count: number): Float64Array {
  if (distinct === 0) return unpackDoubles(bytes);
  const values = unpackDoubles(bytes.subarray(0, distinct * DOUBLE));
  const indices = bytes.subarray(distinct * DOUBLE);
  const width = indexWidth(distinct);
  return Float64Array.from({ length: count }, (_, index) => {
    let place = 0;
    for (let byte = width - 1; byte >= 0; byte--) place = place * 256 + (indices[byte * count + index] as number);
    const value = values[place];
    if (value === undefined) throw new RangeError(`value ${index} is number ${place} of ${distinct} distinct ones`);
    return value;
  });
}
