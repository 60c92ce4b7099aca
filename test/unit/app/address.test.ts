import { describe, expect, it } from 'vitest';
import { mendAddress, plainSegment, plainSegments } from '../../../app/address.ts';
import { parseBoardSegments } from '../../../app/board-query.ts';

describe('an address with escapes that mean nothing', () => {
  it('reads them as they are written, and leaves every other one alone', () => {
    const cases: readonly (readonly [string, string])[] = [
      ['/board/0.2/standard/all', '/board/0.2/standard/all'],
      ['/board/0.2/standard/all/sort=%25', '/board/0.2/standard/all/sort=%25'],
      ['/a%20b/%E4%BD%A0', '/a%20b/%E4%BD%A0'],
      ['/%', '/%25'],
      ['/100%25%', '/100%25%25'],
      ['/%zz?x=%1', '/%25zz?x=%251'],
      // Half of a three-byte character, then a digit that completes no escape.
      ['/%E0%A4%A', '/%25E0%25A4%25A'],
      ['/%FF', '/%25FF'],
      ['/submissions/%00', '/submissions/%2500'],
    ];
    for (const [received, mended] of cases) expect(mendAddress(received), received).toBe(mended);
  });

  it('always leaves one that decodes, without U+0000', () => {
    for (const part of ['%', '%%', '%2', '%C3', '%C3%28', '%ED%A0%80', '%00', '%F0%9F%92%A9', '%e0%80%80', 'é%']) {
      expect(decodeURIComponent(mendAddress(part)), part).not.toContain('\0');
    }
  });
});

describe('a segment of a page’s path', () => {
  it('is the same text whether Next gives it encoded or decoded', () => {
    expect(plainSegment('sort%3Dtail')).toBe('sort=tail');
    expect(plainSegment('sort=tail')).toBe('sort=tail');
  });

  it('is none where it has what no address has', () => {
    for (const segment of ['sort%3D%25', 'sort=%', '%E0%A4%A', 'sort%3Dtail%2Fpage%3D2', 'a/b', '\0', '', 'Ä'])
      expect(plainSegment(segment), segment).toBeNull();
    expect(plainSegments(['0.2', 'sort=%'])).toBeNull();
    expect(plainSegments(['0.2', 'sort%3Dtail'])).toEqual(['0.2', 'sort=tail']);
  });

  it('is never decoded by the board: a percent sign is a view that there isn’t', () => {
    const board = { suite: '0.1', tier: 'standard', division: 'closed' } as const;
    for (const view of ['sort=%', 'sort=%25', 'strategy=%E0%A4%A', 'sort%3Dtail'])
      expect(parseBoardSegments({ ...board, view: [view] }), view).toBeNull();
  });
});
