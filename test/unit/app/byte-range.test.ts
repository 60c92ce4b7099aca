import { describe, expect, it } from 'vitest';
import { byteRange } from '../../../app/api/byte-range.ts';

describe('a range of 10 bytes', () => {
  it.each([
    ['bytes=0-0', { first: 0, last: 0 }],
    ['bytes=2-5', { first: 2, last: 5 }],
    ['bytes=2-', { first: 2, last: 9 }],
    ['bytes=9-9', { first: 9, last: 9 }],
    ['bytes=2-99', { first: 2, last: 9 }],
    ['bytes=-3', { first: 7, last: 9 }],
    ['bytes=-99', { first: 0, last: 9 }],
    ['BYTES= 1-2 ', { first: 1, last: 2 }],
    ['bytes=0-99999999999999999999999999', { first: 0, last: 9 }],
  ])('%s is a part', (header, range) => {
    expect(byteRange(header, 10)).toEqual(range);
  });

  it.each(['bytes=10-', 'bytes=10-20', 'bytes=-0', 'bytes=99999999999999999999999999-'])(
    '%s is none of it',
    (header) => {
      expect(byteRange(header, 10)).toBe('unsatisfiable');
    },
  );

  it.each([
    null,
    '',
    'bytes',
    'bytes=',
    'bytes=-',
    'bytes=5-2',
    'bytes=0-1,4-5',
    'lines=0-1',
    'bytes=a-b',
    'bytes=0x1-2',
    'bytes=-1-2',
  ])('%s is the whole', (header) => {
    expect(byteRange(header, 10)).toBeNull();
  });
});

it('of nothing there is no part', () => {
  expect(byteRange('bytes=0-', 0)).toBe('unsatisfiable');
  expect(byteRange('bytes=-5', 0)).toBe('unsatisfiable');
});
