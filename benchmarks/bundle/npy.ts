/**
 * Reads NumPy's `.npy` files (NEP 1, versions 1.0 to 3.0): real numbers of every size, in either byte order, in C or Fortran
 * order. npyjs, which writes ours, reads little-endian arrays in C order whose values are aligned.
 */
import { printable } from '../protocol/unprintable.ts';

/** NumPy evaluates no longer header either (`max_header_size` of numpy.load). */
const MAX_HEADER = 10_000;
/** Longest prefix: magic, version and the header's length. */
const PREFIX = 12;
const MAX_DIMENSIONS = 32;

interface NumberType {
  /** NumPy's name. */
  readonly name: string;
  readonly kind: 'float' | 'integer' | 'bool';
  /** Bytes of a value. */
  readonly size: number;
  readonly read: (view: DataView, at: number, isLittle: boolean) => number;
}

/** By the code in a header's `descr`, without its byte order. */
const TYPES: Readonly<Record<string, NumberType>> = {
  f2: { name: 'float16', kind: 'float', size: 2, read: (v, at, little) => fromHalf(v.getUint16(at, little)) },
  f4: { name: 'float32', kind: 'float', size: 4, read: (v, at, little) => v.getFloat32(at, little) },
  f8: { name: 'float64', kind: 'float', size: 8, read: (v, at, little) => v.getFloat64(at, little) },
  i1: { name: 'int8', kind: 'integer', size: 1, read: (v, at) => v.getInt8(at) },
  i2: { name: 'int16', kind: 'integer', size: 2, read: (v, at, little) => v.getInt16(at, little) },
  i4: { name: 'int32', kind: 'integer', size: 4, read: (v, at, little) => v.getInt32(at, little) },
  i8: { name: 'int64', kind: 'integer', size: 8, read: (v, at, little) => Number(v.getBigInt64(at, little)) },
  u1: { name: 'uint8', kind: 'integer', size: 1, read: (v, at) => v.getUint8(at) },
  u2: { name: 'uint16', kind: 'integer', size: 2, read: (v, at, little) => v.getUint16(at, little) },
  u4: { name: 'uint32', kind: 'integer', size: 4, read: (v, at, little) => v.getUint32(at, little) },
  u8: { name: 'uint64', kind: 'integer', size: 8, read: (v, at, little) => Number(v.getBigUint64(at, little)) },
  b1: { name: 'bool', kind: 'bool', size: 1, read: (v, at) => (v.getUint8(at) === 0 ? 0 : 1) },
};

/** What an array holds that is no real number of a size that is read here. */
export type OtherValues =
  | 'complex numbers'
  | 'extended-precision numbers'
  | 'Python objects (a pickle)'
  | 'records with fields'
  | 'texts'
  | 'dates'
  | 'raw bytes';

export interface NpyHeader {
  readonly type: NumberType | { readonly kind: 'other'; readonly what: OtherValues; readonly descr: string };
  readonly shape: readonly number[];
  readonly isFortran: boolean;
  readonly isLittle: boolean;
  /** Where the values begin. */
  readonly offset: number;
}

export type NumberHeader = NpyHeader & { readonly type: NumberType };

/** The header of a `.npy` file, or what is wrong with it. */
export function readHeader(bytes: Buffer): NpyHeader | string {
  if (bytes.length < PREFIX || bytes.toString('latin1', 0, 6) !== '\x93NUMPY') return unreadable(otherFormat(bytes));
  const version = bytes.readUInt8(6);
  if (version < 1 || version > 3) return unreadable(`its version is ${version}; known: 1 to 3`);
  const start = version === 1 ? 10 : PREFIX;
  const length = version === 1 ? bytes.readUInt16LE(8) : bytes.readUInt32LE(8);
  if (length > MAX_HEADER) return unreadable(`its header has ${length} bytes; expected at most ${MAX_HEADER}`);
  const offset = start + length;
  if (offset > bytes.length) return unreadable('it ends within its header');
  return parseHeader(bytes.toString(version === 3 ? 'utf8' : 'latin1', start, offset), offset);
}

const unreadable = (why: string): string => `the file is no readable .npy (${why})`;

/** What comes to hand when an array was saved otherwise. */
function otherFormat(bytes: Buffer): string {
  const magic = bytes.toString('latin1', 0, 4);
  if (bytes.length === 0) return 'it is empty';
  if (magic.startsWith('PK')) return 'it is a zip archive, as numpy.savez and torch.save write; use numpy.save';
  if (magic.startsWith('\x80')) return 'it looks like a pickle; use numpy.save';
  if (magic === '\x89HDF') return 'it is an HDF5 file; use numpy.save';
  return 'it does not begin like one; use numpy.save';
}

/** The text is a Python dictionary with three known entries; nothing else of Python is understood. */
function parseHeader(text: string, offset: number): NpyHeader | string {
  const descr = /(['"])descr\1\s*:\s*(?:(['"])([^'"]*)\2|([[(]))/.exec(text);
  const order = /(['"])fortran_order\1\s*:\s*(True|False)/.exec(text)?.[2];
  // Python 2 wrote whole numbers as 3L.
  const shape = /(['"])shape\1\s*:\s*\(([\d\sL,]*)\)/.exec(text)?.[2];
  if (!descr || order === undefined || shape === undefined) return unreadable('its header is malformed');
  const lengths = shape.split(',').flatMap((part) => (part.trim() === '' ? [] : [Number.parseInt(part, 10)]));
  if (lengths.length > MAX_DIMENSIONS) return unreadable(`it has ${lengths.length} dimensions`);
  const code = descr[3] ?? '';
  const known = /^[<>|=]?([a-z]\d)$/.exec(code)?.[1];
  return {
    type: (known && Object.hasOwn(TYPES, known) ? TYPES[known] : undefined) ?? otherType(code),
    shape: lengths,
    isFortran: order === 'True',
    isLittle: !code.startsWith('>'),
    offset,
  };
}

const OTHERS: Readonly<Record<string, OtherValues>> = {
  c: 'complex numbers',
  f: 'extended-precision numbers',
  O: 'Python objects (a pickle)',
  U: 'texts',
  S: 'texts',
  a: 'texts',
  M: 'dates',
  m: 'dates',
};

function otherType(code: string): NpyHeader['type'] {
  const letter = /^[<>|=]?([A-Za-z])/.exec(code)?.[1] ?? '';
  const what = code === '' ? 'records with fields' : Object.hasOwn(OTHERS, letter) ? OTHERS[letter] : undefined;
  return { kind: 'other', what: what ?? 'raw bytes', descr: printable(code, 20) };
}

/** Whether the file has as many bytes of values as its header says, or why not. */
export function lengthFault({ type, shape, offset }: NumberHeader, bytes: Buffer): string | null {
  const expected = shape.reduce((product, length) => product * length, type.size);
  const received = bytes.length - offset;
  if (expected === received) return null;
  return `the header says ${shape.join(' × ')} values of ${type.size} bytes (${expected}), the file has ${received}`;
}

/** The values in C order: bytes stay bytes, all others become doubles. The file has to be as long as its header says. */
export function readValues(bytes: Buffer, header: NumberHeader): Float64Array | Uint8Array {
  const { type, shape, isLittle, isFortran, offset } = header;
  const [rows = 1, ...inner] = shape;
  const places = isFortran ? fortranPlaces(rows, inner) : null;
  const width = inner.reduce((product, length) => product * length, 1);
  const [rowStep, placeOf] = places === null ? [width, (at: number) => at] : [1, (at: number) => places[at] as number];
  const view = new DataView(bytes.buffer, bytes.byteOffset + offset, bytes.length - offset);
  const values = type.name === 'uint8' ? new Uint8Array(rows * width) : new Float64Array(rows * width);
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < width; column++) {
      values[row * width + column] = type.read(view, (row * rowStep + placeOf(column)) * type.size, isLittle);
    }
  }
  return values;
}

/** Where the first row's values stand, in C order of its own dimensions, when the first dimension varies fastest. */
function fortranPlaces(rows: number, inner: readonly number[]): number[] {
  let places = [0];
  let step = rows;
  for (const length of inner) {
    const stride = step;
    places = places.flatMap((place) => Array.from({ length }, (_, index) => place + index * stride));
    step *= length;
  }
  return places;
}

const bits = new DataView(new ArrayBuffer(4));
/** 2⁻²⁴ */
const SMALLEST_HALF = 1 / 16_777_216;

/** IEEE 754 binary16: sign, five bits of exponent (bias 15), ten of fraction. */
function fromHalf(half: number): number {
  const sign = half & 0x8000 ? -1 : 1;
  const exponent = (half >> 10) & 0x1f;
  const fraction = half & 0x3ff;
  if (exponent === 0) return sign * fraction * SMALLEST_HALF;
  if (exponent === 0x1f) return fraction === 0 ? sign * Number.POSITIVE_INFINITY : Number.NaN;
  // The same number in binary32, whose bias is 127 and whose fraction has 23 bits.
  bits.setUint32(0, ((exponent + 112) << 23) | (fraction << 13));
  return sign * bits.getFloat32(0);
}
