import { describe, expect, it } from 'vitest';
import { SUITE } from '#benchmarks/suite/manifests.ts';
import { ALL_CLASSES } from '#leaderboard/boards/order.ts';
import { parseBoardSegments } from '../../../app/board-query.ts';
import { boardDataPath, boardPath } from '../../../app/paths.ts';

const board = { suite: '0.1', tier: 'standard', division: 'closed' } as const;
const parse = (...view: string[]) => parseBoardSegments({ ...board, view });

describe('the address of a board', () => {
  it('has what differs from the plain view, in one order', () => {
    expect(boardPath({ ...board, page: 1 })).toBe('/board/0.1/standard/closed');
    const full = { ...board, group: 'text', strategy: 'retain', status: 'ranked', sort: 'tail', page: 3 } as const;
    expect(boardPath(full)).toBe(
      '/board/0.1/standard/closed/group=text/strategy=retain/status=ranked/sort=tail/page=3',
    );
    expect(parse('group=text', 'strategy=retain', 'status=ranked', 'sort=tail', 'page=3')).toEqual({
      ...ALL_CLASSES,
      ...full,
      real: null,
      drawn: null,
      columns: 'groups',
    });
    expect(boardPath({ ...board, suite: '0.3', group: 'gmm-2d', page: 1 })).toBe(
      '/board/0.3/standard/closed/group=gmm-2d',
    );
    expect(parse('group=gmm-2d')?.group).toBe('gmm-2d');
    const place = {
      ...board,
      suite: '0.3',
      budget: '10',
      training: '3',
      calls: 'half',
      sort: 'tail',
      page: 1,
    } as const;
    expect(boardPath(place)).toBe('/board/0.3/standard/closed/budget=10/training=3/calls=half/sort=tail');
    expect(parse('budget=10', 'training=3', 'calls=half', 'sort=tail')).toMatchObject({ ...place, suite: '0.1' });
  });

  it('has bounds of real data and draws, and the columns that are shown', () => {
    const bounded = { ...board, real: 10, drawn: 1.5, sort: 'drawn', columns: 'benchmarks', page: 2 } as const;
    expect(boardPath(bounded)).toBe(
      '/board/0.1/standard/closed/real=10/drawn=1.5/sort=drawn/columns=benchmarks/page=2',
    );
    expect(parse('real=10', 'drawn=1.5', 'sort=drawn', 'columns=benchmarks', 'page=2')).toMatchObject(bounded);
    expect(parse('real=0')).toMatchObject({ real: 0, drawn: null });
    expect(boardDataPath(bounded, 'csv')).toBe(
      '/api/v1/leaderboard?suite=0.1&tier=standard&division=closed&real=10&drawn=1.5&sort=drawn&page=2&format=csv',
    );
  });

  it('is the only one of its view', () => {
    for (const view of [
      ['real=010'],
      ['real=10.0'],
      ['real=-1'],
      ['real=ten'],
      ['real=1e2'],
      ['drawn=1.23456'],
      ['drawn=100000'],
      ['drawn=1', 'real=10'],
      ['columns=groups'],
      ['columns=all'],
      ['page=1'],
      ['group=all'],
      ['benchmark=gmm-2d'],
      ['group=sound'],
      ['strategy=retain', 'group=text'],
      ['sort=score'],
      ['status=all'],
      ['sort=tail', 'strategy=retain'],
      ['sort=tail', 'sort=tail'],
      ['page=0'],
      ['colour=red'],
      ['budget=all'],
      ['budget=7'],
      ['training=2'],
      ['calls=1'],
      ['training=1', 'budget=10'],
      ['budget=10', 'group=text'],
      ['sort='],
    ]) {
      expect(parse(...view), view.join('/')).toBeNull();
    }
    expect(parseBoardSegments({ ...board, tier: 'huge' })).toBeNull();
    expect(parseBoardSegments({ ...board, division: 'none' })).toBeNull();
    expect(parseBoardSegments({ ...board, tier: 'lead' })).toMatchObject({ tier: null });
    expect(parseBoardSegments({ ...board, suite: 'newest' })).toMatchObject({ suite: SUITE });
  });
});
