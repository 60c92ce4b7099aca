/** What a board says in words, by rule. */
import { describe, expect, it } from 'vitest';
import { type AnswerEntry, answerOf, type Question } from '#benchmarks/board/answer.ts';

const entry = (spec: string, value: number, place: string, changes: Partial<AnswerEntry> = {}): AnswerEntry => {
  const [division, budget, training = '1'] = place.split('/');
  return {
    id: spec,
    spec,
    role: 'entry',
    division,
    classes: { budget, training, calls: '0' },
    value,
    interval: [value - 2, value + 2],
    rank: { low: 1, high: 1, of: 3 },
    isVouched: true,
    ...changes,
  } as AnswerEntry;
};

const BOARD: readonly AnswerEntry[] = [
  entry('replace', 0, 'closed/0', { role: 'control', rank: null }),
  entry('oracle', 100, 'open/more', { role: 'control', rank: null }),
  entry('temperature', 10, 'closed/0'),
  entry('neon', 14, 'closed/0/3'),
  entry('filter-typicality', 30, 'anchored/0'),
  entry('retain:share=0.05', 40, 'retained/5'),
  entry('retain:share=0.1', 50, 'retained/10', { rank: { low: 1, high: 2, of: 2 } }),
  entry('fresh+retain', 49.5, 'retained/10', { rank: { low: 1, high: 2, of: 2 } }),
  entry('slow', 45, 'retained/10', { rank: { low: 3, high: 3, of: 3 } }),
  entry('fresh:share=0.1', 47, 'fresh/10'),
  entry('fresh:share=0.2', 60, 'fresh/20'),
  entry('filter-verifier', 90, 'assisted/0'),
  entry('accumulate', 70, 'accumulating/more/more'),
  entry('unranked', 80, 'retained/1', { rank: null }),
  entry('nothing', 1, 'closed/0', { rank: null }),
  entry('bad', -30, 'closed/0', { rank: null }),
  entry('worst', -60, 'retained/10', { rank: null }),
  entry('reported', -70, 'retained/10', { rank: null, isVouched: false }),
];

const said = (entries: readonly AnswerEntry[], networks: readonly AnswerEntry[] | null = []) => {
  const { answers, worse, indistinct } = answerOf(entries, networks);
  const specs = (list: readonly AnswerEntry[]) => list.map(({ spec }) => spec);
  return {
    best: Object.fromEntries(answers.map(({ question, best }) => [question, best?.spec ?? null])),
    untold: Object.fromEntries(answers.map(({ question, untold }) => [question, specs(untold)])),
    worse: specs(worse),
    indistinct: specs(indistinct),
  };
};

describe('the answer', () => {
  it('names the best within each budget, and whom it can’t be told from', () => {
    const { best, untold, worse, indistinct } = said(BOARD, BOARD.slice(0, 4));
    expect(best).toEqual({
      none: 'filter-typicality',
      'percent-1': 'filter-typicality',
      'percent-5': 'retain:share=0.05',
      'percent-10': 'retain:share=0.1',
      'keep-all': 'accumulate',
      networks: 'neon',
    } satisfies Record<Question, string>);
    // Of its place by ranks, of other places by intervals: 47 ± 2 reaches 50 − 2.
    expect(untold['percent-10']).toEqual(['fresh+retain', 'fresh:share=0.1']);
    expect(untold.none).toEqual([]);
    // 10 ± 2 and 14 ± 2 touch.
    expect(untold.networks).toEqual(['temperature']);
    expect(worse).toEqual(['bad', 'worst']);
    expect(indistinct).toEqual(['nothing']);
  });

  it('changes when a better entry comes, and is the same in any order', () => {
    const better = [...BOARD, entry('new', 55, 'fresh/10')];
    expect(said(better).best['percent-10']).toBe('new');
    expect(said(better).best['percent-5']).toBe('retain:share=0.05');
    expect(said([...better].reverse())).toEqual(said(better));
  });

  it('goes by the mean share of real data where the rules know divisions alone', () => {
    const old = (spec: string, value: number, division: string, realShare: number) =>
      entry(spec, value, division, { classes: null, realShare, rank: { low: 1, high: 1, of: 1 } });
    const board = [
      old('temperature', 10, 'closed', 0),
      old('weight-golden', 40, 'fresh', 0.0437),
      // A mean of tenths.
      old('retain:share=0.1', 50, 'retained', 0.10000000000000002),
      old('retain:share=0.2', 60, 'retained', 0.2),
      old('accumulate', 70, 'accumulating', 0.14),
    ];
    expect(said(board, null).best).toEqual({
      none: 'temperature',
      'percent-1': 'temperature',
      'percent-5': 'weight-golden',
      'percent-10': 'retain:share=0.1',
      'keep-all': 'accumulate',
    });
  });

  it('says nothing of networks where it is not asked', () => {
    expect(Object.keys(said(BOARD, null).best)).toEqual(['none', 'percent-1', 'percent-5', 'percent-10', 'keep-all']);
  });

  it('names nobody where nobody is ranked', () => {
    expect(Object.values(said([]).best)).toEqual([null, null, null, null, null, null]);
    expect(said(BOARD.map((one) => ({ ...one, rank: null }))).best['keep-all']).toBeNull();
  });
});
