import { describe, expect, it } from 'vitest';
import { lengthFault, type NumberHeader, readHeader, readValues } from '#benchmarks/bundle/npy.ts';
import { doubles, npyFile, npyOf } from '../../support/npy.ts';

/** The header of a file of numbers. */
function numbersOf(file: Buffer): NumberHeader {
  const header = readHeader(file);
  if (typeof header === 'string' || header.type.kind === 'other') throw new Error(JSON.stringify(header));
  return header as NumberHeader;
}

function valuesOf(file: Buffer): number[] {
  const header = numbersOf(file);
  expect(lengthFault(header, file)).toBeNull();
  return [...readValues(file, header)];
}

// Bytes from NumPy 2.4.6: np.save(f, np.array([[0, 1.5, -2]]).astype(dtype)), or [[0, 1, -2]], or [[0, 1, 2]].
describe('every real type, in either byte order', () => {
  it.each<[string, string, string, number[]]>([
    ['float64', '<f8', '0000000000000000000000000000f83f00000000000000c0', [0, 1.5, -2]],
    ['float64', '>f8', '00000000000000003ff8000000000000c000000000000000', [0, 1.5, -2]],
    ['float32', '<f4', '000000000000c03f000000c0', [0, 1.5, -2]],
    ['float32', '>f4', '000000003fc00000c0000000', [0, 1.5, -2]],
    ['float16', '<f2', '0000003e00c0', [0, 1.5, -2]],
    ['float16', '>f2', '00003e00c000', [0, 1.5, -2]],
    ['uint8', '|u1', '000102', [0, 1, 2]],
    ['int8', '|i1', '0001fe', [0, 1, -2]],
    ['int16', '<i2', '00000100feff', [0, 1, -2]],
    ['int16', '>i2', '00000001fffe', [0, 1, -2]],
    ['int32', '<i4', '0000000001000000feffffff', [0, 1, -2]],
    ['int32', '>i4', '0000000000000001fffffffe', [0, 1, -2]],
    ['int64', '<i8', '00000000000000000100000000000000feffffffffffffff', [0, 1, -2]],
    ['int64', '>i8', '00000000000000000000000000000001fffffffffffffffe', [0, 1, -2]],
    ['uint16', '<u2', '000001000200', [0, 1, 2]],
    ['uint32', '>u4', '000000000000000100000002', [0, 1, 2]],
    ['uint64', '<u8', '000000000000000001000000000000000200000000000000', [0, 1, 2]],
    ['bool', '|b1', '000101', [0, 1, 1]],
  ])('%s as "%s"', (name, descr, bytes, expected) => {
    const file = npyOf({ descr, shape: [1, 3], bytes });
    expect(numbersOf(file).type.name).toBe(name);
    expect(valuesOf(file)).toEqual(expected);
  });

  it('half precision from its smallest to its largest number', () => {
    // np.array([6e-8, 6.1e-5, 65504, -0.0, 0.333, np.inf, np.nan], dtype='f2').tobytes(), and .astype('f8')
    const file = npyOf({ descr: '<f2', shape: [7], bytes: '0100ff03ff7b00805435007c007e' });
    expect(valuesOf(file)).toEqual([
      2 ** -24,
      6.097555160522461e-5,
      65504,
      -0,
      0.3330078125,
      Number.POSITIVE_INFINITY,
      Number.NaN,
    ]);
  });
});

describe('layouts', () => {
  it('Fortran order of two and of three dimensions gives rows', () => {
    // np.asfortranarray([[1, 2, 3], [4, 5, 6]]): the first dimension varies fastest.
    const matrix = npyOf({ descr: '<f8', shape: [2, 3], isFortran: true, bytes: doubles(1, 4, 2, 5, 3, 6) });
    expect(valuesOf(matrix)).toEqual([1, 2, 3, 4, 5, 6]);
    // np.asfortranarray(np.arange(12.).reshape(2, 2, 3)); its reshape(2, -1) is 0 … 5, 6 … 11.
    const cube = doubles(0, 6, 3, 9, 1, 7, 4, 10, 2, 8, 5, 11);
    expect(valuesOf(npyOf({ descr: '<f8', shape: [2, 2, 3], isFortran: true, bytes: cube }))).toEqual([
      0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11,
    ]);
  });

  it.each([1, 2, 3] as const)('version %i.0', (version) => {
    expect(valuesOf(npyOf({ descr: '<f8', shape: [1, 2], version, bytes: doubles(7, 8) }))).toEqual([7, 8]);
  });

  it('headers as other writers have them: double quotes, no spaces, long integers, values at an odd address', () => {
    const header = '{"shape":(1L,2L),"fortran_order":False,"descr":"<f8"}';
    expect(valuesOf(npyFile(header, doubles(7, 8)))).toEqual([7, 8]);
    const file = npyOf({ descr: '<f8', shape: [2], bytes: doubles(7, 8) });
    expect(valuesOf(Buffer.concat([Buffer.of(0), file]).subarray(1))).toEqual([7, 8]);
  });
});

describe('what is no file of numbers', () => {
  it.each<[string, string, string]>([
    ['complex', '<c16', 'complex numbers'],
    ['longdouble', '<f16', 'extended-precision numbers'],
    ['object', '|O', 'Python objects (a pickle)'],
    ['str', '<U2', 'texts'],
    ['bytes', '|S5', 'texts'],
    ['datetime64', '<M8[s]', 'dates'],
    // What np.save makes of ml_dtypes.bfloat16.
    ['bfloat16', '<V2', 'raw bytes'],
    ['fields', "[('x', '<f8'), ('y', '<f8')]", 'records with fields'],
  ])('%s is named', (_, descr, what) => {
    expect(readHeader(npyOf({ descr, shape: [2, 2], bytes: '' }))).toMatchObject({ type: { kind: 'other', what } });
  });

  it.each<[string, Buffer, RegExp]>([
    ['an empty file', Buffer.alloc(0), /it is empty/],
    ['npz or torch.save', Buffer.from('PK\u0003\u0004 and so on'), /zip archive.*use numpy.save/],
    ['a pickle', Buffer.from([0x80, 4, 0x95, 0, 0, 0, 0, 0, 0, 0, 0, 0]), /pickle/],
    ['HDF5', Buffer.from('\x89HDF\r\n\x1a\n0000', 'latin1'), /HDF5/],
    ['version 9', Buffer.from('\x93NUMPY\x09\x00\x10\x00{}          ', 'latin1'), /version is 9/],
    ['no shape', npyFile("{'descr': '<f8', 'fortran_order': False, }", doubles(1)), /malformed/],
    ['a header cut off', npyOf({ descr: '<f8', shape: [1], bytes: '' }).subarray(0, 40), /ends within its header/],
    ['a header without end', npyFile(`{'descr': '<f8'${' '.repeat(20_000)}}`, doubles()), /header has 2\d{4} bytes/],
    ['a header that claims gigabytes', Buffer.from('\x93NUMPY\x02\x00\xff\xff\xff\xff', 'latin1'), /4294967295 bytes/],
    ['a hundred dimensions', npyOf({ descr: '<f8', shape: new Array(100).fill(1), bytes: '' }), /100 dimensions/],
  ])('%s', (_, file, message) => {
    expect(readHeader(file)).toMatch(message);
  });

  it('values that are too few or too many are counted', () => {
    const few = npyOf({ descr: '>f4', shape: [400, 1], bytes: new Uint8Array(8) });
    expect(lengthFault(numbersOf(few), few)).toBe('the header says 400 × 1 values of 4 bytes (1600), the file has 8');
  });
});
