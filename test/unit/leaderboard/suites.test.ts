import { describe, expect, it } from 'vitest';
import { BENCHMARKS, LEADING } from '#benchmarks/suite/catalog.ts';
import { findSuite, isReleased, SUITE, SUITES } from '#benchmarks/suite/manifests.ts';
import {
  BOARD_GROUPS,
  boardScope,
  commonSuite,
  compareSuites,
  isNamedGroup,
  listOwnBoards,
  ownBoardCards,
  ownCards,
  retiredFrom,
  suiteOfPage,
} from '#leaderboard/catalog/suites.ts';

const scored = (suite: string) => ({ board: `suite/${suite}`, status: 'scored' }) as const;
const incomplete = (suite: string) => ({ board: `suite/${suite}`, status: 'incomplete' }) as const;

describe('the suites of this checkout', () => {
  it('hold their own benchmarks and those of the suites before', () => {
    expect(ownCards(SUITE)).toEqual(BENCHMARKS.map(({ card }) => card).filter(isReleased));
    expect(ownCards('0.1').map(({ id }) => id)).toEqual([
      'gaussian',
      'regression',
      'word-frequencies',
      'gmm-2d',
      'ngram-text',
    ]);
    expect(ownCards('7.3')).toEqual([]);
  });

  it('have a board each, then one for each group that has benchmarks', () => {
    const boards = listOwnBoards().map(({ name }) => boardScope(name));
    expect(boards.slice(0, SUITES.length)).toEqual([...SUITES].reverse().map((suite) => `suite/${suite}`));
    expect(boards).toContain('suite/0.1/closed-forms');
    expect(boards).not.toContain('suite/0.1/images');
    expect(new Set(boards).size).toBe(boards.length);
    for (const { name, cards } of listOwnBoards()) {
      // One over what trains a network is of several groups.
      if (name.group === 'networks') expect(cards.every(({ engine }) => engine === 'tensors')).toBe(true);
      else if (!isNamedGroup(name.group)) expect(cards.map(({ id }) => id)).toEqual([name.group]);
      else if (name.group !== 'all') expect(new Set(cards.map(({ group }) => group))).toEqual(new Set([name.group]));
    }
  });

  it('have a board over each benchmark where their rules know budgets, and names of groups are no benchmarks', () => {
    const boards = listOwnBoards().map(({ name }) => boardScope(name));
    expect(boards).toContain('suite/0.3/gmm-2d');
    expect(boards).not.toContain('suite/0.2/gmm-2d');
    expect(ownBoardCards({ suite: '0.3', group: 'gmm-2d' }).map(({ id, version }) => [id, version])).toEqual([
      ['gmm-2d', 2],
    ]);
    expect(ownBoardCards({ suite: '0.1', group: 'gmm-2d' })).toEqual([]);
    expect(new Set(BOARD_GROUPS).size).toBe(BOARD_GROUPS.length);
  });

  it('share the board of a group that has the same benchmarks', () => {
    expect(boardScope({ suite: '0.2', group: 'closed-forms' })).toBe('suite/0.1/closed-forms');
    expect(boardScope({ suite: '0.2', group: 'images' })).toBe('suite/0.2/images');
    expect(boardScope({ suite: '0.2', group: 'all' })).toBe('suite/0.2');
    expect(boardScope({ suite: '7.3', group: 'text' })).toBe('suite/7.3/text');
  });

  it('are ordered by number, not by text', () => {
    expect(['0.10', '1.0', '0.9'].sort(compareSuites)).toEqual(['0.9', '0.10', '1.0']);
  });
});

describe('the suite that a page shows', () => {
  it('is the newest that is released, and the one that lists the benchmark where none of these does', () => {
    expect([suiteOfPage(), suiteOfPage('nothing')]).toEqual([SUITE, SUITE]);
    for (const { card } of LEADING)
      expect(suiteOfPage(card.id), card.id).toBe(isReleased(card) ? SUITE : findSuite(card));
  });
});

describe('a suite that lists what this checkout has no longer', () => {
  const cards = BENCHMARKS.map(({ card }) => card);
  const newer = cards.map((card) => (card.id === 'digits-vae' ? { ...card, version: 3 } : card));

  it('is not scored, where its benchmark is gone or has another protocol', () => {
    const all = { suite: '0.2', group: 'all' } as const;
    for (const own of [newer, cards.filter(({ id }) => id !== 'digits-vae')]) {
      expect(ownBoardCards(all, own)).toEqual([]);
      expect(retiredFrom(all, own)).toEqual(['digits-vae@2']);
      expect(ownBoardCards({ ...all, group: 'images' }, own)).toEqual([]);
    }
    expect(retiredFrom(all)).toEqual([]);
  });

  it('keeps the boards that do without it', () => {
    const text = { suite: '0.2', group: 'text' } as const;
    expect(ownBoardCards(text, newer).map(({ id }) => id)).toEqual(['ngram-text', 'text-transformer']);
    expect(retiredFrom(text, newer)).toEqual([]);
    expect(ownBoardCards({ suite: '0.1', group: 'all' }, newer)).toHaveLength(5);
  });
});

describe('where submissions are shown together', () => {
  it('is the newest suite on which all are complete', () => {
    expect(commonSuite([[scored('0.1'), incomplete('0.2')]])).toBe('0.1');
    expect(commonSuite([[scored('0.1'), scored('0.2')]])).toBe('0.2');
    expect(
      commonSuite([
        [scored('0.1'), scored('0.2')],
        [scored('0.1'), incomplete('0.2')],
      ]),
    ).toBe('0.1');
  });

  it('is else the newest on which all stand; groups don’t count', () => {
    expect(commonSuite([[incomplete('0.1'), incomplete('0.2')], [incomplete('0.2')]])).toBe('0.2');
    expect(commonSuite([[scored('0.1')], [scored('0.2')]])).toBeNull();
    // 0.3 is still open.
    expect(commonSuite([[incomplete('0.2'), scored('0.3')]])).toBe('0.2');
    expect(commonSuite([[incomplete('0.3')], [incomplete('0.2'), incomplete('0.3')]])).toBe('0.3');
    expect(commonSuite([[{ board: 'suite/0.1/text', status: 'scored' }]])).toBeNull();
  });
});
