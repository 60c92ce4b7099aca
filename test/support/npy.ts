/** `.npy` files of any type and order, with the header that numpy.lib.format writes (NumPy 2.4.6). */

export interface NpyContent {
  /** As in a header, without quotes; one that begins with "[" is a list of fields. */
  readonly descr: string;
  readonly shape: readonly number[];
  readonly isFortran?: boolean;
  readonly version?: 1 | 2 | 3;
  /** The values' bytes; a text is hex. */
  readonly bytes: Uint8Array | string;
}

export function npyOf({ descr, shape, isFortran = false, version = 1, bytes }: NpyContent): Buffer {
  const type = descr.startsWith('[') ? descr : `'${descr}'`;
  const lengths = shape.length === 1 ? `${shape[0]},` : shape.join(', ');
  const header = `{'descr': ${type}, 'fortran_order': ${isFortran ? 'True' : 'False'}, 'shape': (${lengths}), }`;
  const values = typeof bytes === 'string' ? Buffer.from(bytes, 'hex') : bytes;
  return npyFile(header, values, version);
}

/** A file with any text for a header, padded as NumPy pads it. */
export function npyFile(header: string, values: Uint8Array, version: 1 | 2 | 3 = 1): Buffer {
  const prefix = version === 1 ? 10 : 12;
  const padded = `${header}${' '.repeat(63 - ((prefix + Buffer.byteLength(header)) % 64))}\n`;
  const length = Buffer.alloc(prefix - 8);
  if (version === 1) length.writeUInt16LE(Buffer.byteLength(padded));
  else length.writeUInt32LE(Buffer.byteLength(padded));
  return Buffer.concat([
    Buffer.from([0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59, version, 0]),
    length,
    Buffer.from(padded),
    values,
  ]);
}

/** Numbers as little-endian doubles. */
export const doubles = (...values: number[]): Uint8Array => new Uint8Array(Float64Array.from(values).buffer);
