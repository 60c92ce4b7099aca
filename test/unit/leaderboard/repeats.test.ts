import { describe, expect, it } from 'vitest';
import { repeatsOf } from '#leaderboard/submissions/repeats.ts';

const ALL = { sentences: 10, characters: 1000 };

describe('repeated phrases', () => {
  it('are four words that occur at least twice among the sentences', () => {
    const { marked, share } = repeatsOf(
      ['the state of the union is strong', 'and the state of the union again', 'nothing here'],
      ALL,
    );
    // "the state of the", "state of the union": twice each, of 4 + 4 phrases.
    expect(share).toBe(4 / 8);
    expect(marked).toEqual([
      [
        ['the state of the union', true],
        ['is strong', false],
      ],
      [
        ['and', false],
        ['the state of the union', true],
        ['again', false],
      ],
      [['nothing here', false]],
    ]);
  });

  it('are none among short sentences', () => {
    expect(repeatsOf(['a b c', 'a b c'], ALL)).toEqual({ marked: [[['a b c', false]], [['a b c', false]]], share: 0 });
  });
});
