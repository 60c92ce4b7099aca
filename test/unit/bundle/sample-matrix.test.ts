import { describe, expect, it } from 'vitest';
import { readMatrix } from '#benchmarks/bundle/sample-matrix.ts';
import type { MatrixForm } from '#benchmarks/protocol/sample-form.ts';
import { doubles, npyOf } from '../../support/npy.ts';

const IMAGES: MatrixForm = { kind: 'images', side: 2 };
const PLANE: MatrixForm = { kind: 'vectors', width: 2 };
const LINE: MatrixForm = { kind: 'vectors', width: 1 };
const RANKS: MatrixForm = { kind: 'ranks', vocabulary: 2000 };

const floats = (shape: number[], ...values: number[]) => npyOf({ descr: '<f8', shape, bytes: doubles(...values) });
const bytes = (shape: number[], ...values: number[]) => npyOf({ descr: '|u1', shape, bytes: Uint8Array.from(values) });

describe('images are bytes', () => {
  it('as rows, or as an image each', () => {
    const values = Uint8Array.of(0, 128, 255, 1);
    expect(readMatrix(bytes([1, 4], ...values), IMAGES)).toEqual({ kind: 'images', side: 2, values });
    expect(readMatrix(bytes([1, 2, 2], ...values), IMAGES)).toEqual({ kind: 'images', side: 2, values });
    expect(readMatrix(bytes([1, 1, 2, 2], ...values), IMAGES)).toEqual({ kind: 'images', side: 2, values });
    expect(readMatrix(bytes([1, 2, 2, 1], ...values), IMAGES)).toEqual({ kind: 'images', side: 2, values });
  });

  it('in Fortran order, transposed to rows', () => {
    // np.asfortranarray(np.arange(8, dtype=np.uint8).reshape(2, 4))
    const file = npyOf({ descr: '|u1', shape: [2, 4], isFortran: true, bytes: Uint8Array.of(0, 4, 1, 5, 2, 6, 3, 7) });
    expect(readMatrix(file, IMAGES)).toMatchObject({ values: Uint8Array.of(0, 1, 2, 3, 4, 5, 6, 7) });
  });

  it.each<[string, Buffer, string]>([
    ['floats in [0, 1]', floats([1, 4], 0, 0.5, 1, 0), 'save np.round(255 * x).astype(np.uint8)'],
    [
      'single floats in [0, 1]',
      npyOf({ descr: '<f4', shape: [1, 4], bytes: new Uint8Array(Float32Array.of(0, 0.5, 1, 0).buffer) }),
      'the type is float32, 0 to 1; ',
    ],
    ['floats in [−1, 1]', floats([1, 4], -1, 0, 1, 0), 'save np.round(127.5 * (x + 1)).astype(np.uint8)'],
    ['floats to 255', floats([1, 4], 0, 128, 255, 0), 'save np.round(x).astype(np.uint8)'],
    ['floats beyond', floats([1, 4], -900, 3, 255, 0), 'bring x to 0–1, then save np.round(255 * x)'],
    ['NaN', floats([1, 4], Number.NaN, 0, 0, 0), 'the type is float64; expected'],
    ['booleans', npyOf({ descr: '|b1', shape: [1, 4], bytes: '00010001' }), 'save 255 * x.astype(np.uint8)'],
    ['int16', npyOf({ descr: '<i2', shape: [1, 4], bytes: '0000ff0000000000' }), 'save x.astype(np.uint8)'],
    ['int16 of 0 and 1', npyOf({ descr: '<i2', shape: [1, 4], bytes: '0000010000000000' }), 'save np.round(255 * x)'],
    [
      'another width',
      bytes([1, 3], 1, 2, 3),
      'the shape is [1, 3] of uint8; expected a matrix [n, 4] of bytes (uint8)',
    ],
    ['all in one row', bytes([8], 1, 2, 3, 4, 5, 6, 7, 8), 'save x.reshape(-1, 4)'],
    ['images last', bytes([2, 2, 3], ...new Array(12).fill(9)), 'save x.reshape(4, -1).T'],
    [
      'objects',
      npyOf({ descr: '|O', shape: [5], bytes: '80' }),
      'the array holds Python objects (a pickle), dtype "|O"; expected a matrix [n, 4] of bytes (uint8) from 0 (paper) to 255 (ink): save np.stack(x).astype(np.uint8)',
    ],
  ])('%s: with the remedy', (_, file, message) => {
    expect(readMatrix(file, IMAGES)).toContain(message);
  });
});

describe('vectors are floating-point numbers', () => {
  it('of every precision, with single numbers in one dimension', () => {
    const half = npyOf({ descr: '>f2', shape: [1, 2], bytes: '3e00c000' });
    expect(readMatrix(half, PLANE)).toEqual({ kind: 'vectors', width: 2, values: Float64Array.of(1.5, -2) });
    expect(readMatrix(floats([3], 0, 0, 0), LINE)).toMatchObject({ kind: 'vectors', values: Float64Array.of(0, 0, 0) });
  });

  it.each<[string, Buffer, MatrixForm, string]>([
    ['bytes', bytes([1, 2], 1, 2), PLANE, 'the type is uint8; expected a matrix [n, 2] of floating-point numbers'],
    [
      'integers',
      npyOf({ descr: '<i8', shape: [1, 1], bytes: new Uint8Array(8) }),
      LINE,
      'not rounded ones: save x.astype(np.float64)',
    ],
    ['four columns', floats([1, 4], 1, 2, 3, 4), PLANE, 'the shape is [1, 4] of float64; expected a matrix [n, 2]'],
    ['columns for rows', floats([2, 3], 1, 2, 3, 4, 5, 6), PLANE, 'save x.reshape(2, -1).T'],
    ['infinity', floats([2, 2], 1, 2, 3, 1 / 0), PLANE, 'row 1, column 1 is Infinity; expected finite numbers'],
    ['a scalar', floats([], 1), LINE, 'the shape is [] of float64; expected a matrix [n, 1]'],
    ['too many', floats([501, 1], ...new Array(501).fill(0)), LINE, 'expected 1 to 500: save x[:500]'],
    ['none', floats([0, 2]), PLANE, 'the file has no examples'],
    ['complex numbers', npyOf({ descr: '<c16', shape: [1, 2], bytes: '' }), PLANE, 'save x.real.astype(np.float64)'],
    ['extended precision', npyOf({ descr: '<f16', shape: [1, 2], bytes: '' }), PLANE, 'save x.astype(np.float64)'],
    ['bfloat16', npyOf({ descr: '<V2', shape: [1, 2], bytes: '' }), PLANE, 'x.astype(np.float32)'],
    [
      'fields',
      npyOf({ descr: "[('x', '<f8'), ('y', '<f8')]", shape: [1], bytes: '' }),
      PLANE,
      'save np.stack([x[name] for name in x.dtype.names], axis=-1).astype(np.float64)',
    ],
  ])('%s', (_, file, form, message) => {
    expect(readMatrix(file, form)).toContain(message);
  });
});

describe('ranks of words are whole numbers within the vocabulary', () => {
  it('of any type', () => {
    const values = Float64Array.of(0, 1999);
    expect(readMatrix(floats([2, 1], 0, 1999), RANKS)).toEqual({ kind: 'ranks', values });
    expect(readMatrix(npyOf({ descr: '>u2', shape: [2], bytes: '000007cf' }), RANKS)).toEqual({
      kind: 'ranks',
      values,
    });
  });

  it.each<[string, Buffer, string]>([
    ['past the last', floats([2, 1], 0, 2000), 'row 1, column 0 is 2000; expected whole numbers from 0 to 1999'],
    ['below the first', floats([2, 1], 0, -1), 'row 1, column 0 is -1'],
    ['fractions', floats([2, 1], 0.5, 1), 'row 0, column 0 is 0.5'],
    ['booleans', npyOf({ descr: '|b1', shape: [2, 1], bytes: '0001' }), 'the type is bool'],
    ['counts of all words', floats([1, 3], 1, 2, 3), 'expected a matrix [n, 1] of whole numbers'],
  ])('%s', (_, file, message) => {
    expect(readMatrix(file, RANKS)).toContain(message);
  });
});
