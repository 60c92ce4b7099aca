import { describe, expect, it } from 'vitest';
import { findFlips } from '#benchmarks/scoring/horizon.ts';

const IDS = ['a', 'b', 'c', 'd', 'e'];

/** A ranking in which i beats j where its score is larger by more than the critical value. */
const ranking = (scores: readonly number[], critical: number) => ({
  beats: (i: number, j: number) => (scores[i] as number) - (scores[j] as number) > critical,
});

/** Scores at G and G/2, and the critical value at G/2 for each number of entries ranked. */
function flipsOf(full: number[], half: number[], critical: (entries: number) => number) {
  const asked: number[][] = [];
  const flips = findFlips(IDS, ranking(full, 1), half, (indices) => {
    asked.push([...indices]);
    return ranking(
      indices.map((i) => half[i] as number),
      critical(indices.length),
    );
  });
  return { flips: flips.map((of) => of.map(({ other, aheadAtEnd }) => `${aheadAtEnd ? '+' : '-'}${other}`)), asked };
}

describe('findFlips', () => {
  it('asks for nothing where no decided pair is reversed', () => {
    expect(flipsOf([50, 40, 30, 20, 10], [50, 40, 30, 20, 10], () => 1)).toEqual({
      flips: [[], [], [], [], []],
      asked: [],
    });
    // d and e are reversed at G/2, but not decided at G.
    expect(flipsOf([50, 40, 30, 20, 19.5], [50, 40, 30, 10, 20], () => 1).asked).toEqual([]);
  });

  it('is content with the entries of reversed pairs where those are not decided', () => {
    const { flips, asked } = flipsOf([50, 40, 30, 20, 10], [50, 40, 30, 10, 12], () => 5);
    expect(asked).toEqual([[3, 4]]);
    expect(flips.flat()).toEqual([]);
  });

  it('lets the ranking of all decide', () => {
    const half = [50, 40, 30, 10, 12];
    expect(flipsOf([50, 40, 30, 20, 10], half, () => 1)).toEqual({
      flips: [[], [], [], ['+e'], ['-d']],
      asked: [
        [3, 4],
        [0, 1, 2, 3, 4],
      ],
    });
    expect(flipsOf([50, 40, 30, 20, 10], half, (n) => (n === 5 ? 3 : 1)).flips.flat()).toEqual([]);
  });

  it('ranks all at once where most are involved', () => {
    const { flips, asked } = flipsOf([50, 40, 30, 20, 10], [10, 40, 30, 20, 50], () => 1);
    expect(asked).toEqual([[0, 1, 2, 3, 4]]);
    expect(flips[0]).toEqual(['+b', '+c', '+d', '+e']);
    expect(flips[4]).toEqual(['-a', '-b', '-c', '-d']);
  });
});
