/** The score over what an entry applies to, and where it stands on a board. */
import { describe, expect, it } from 'vitest';
import { applicableScore, compareListed, type Listed, type PartScore } from '#benchmarks/board/applicable.ts';
import { overallRuleOf } from '#benchmarks/suite/manifests.ts';

const scored = (id: string, value: number, half: number, seeds: number): PartScore => ({
  id,
  state: 'scored',
  value,
  interval: [value - half, value + half],
  seeds,
});
const without = (id: string, state: 'inapplicable' | 'lacking'): PartScore => ({
  id,
  state,
  value: null,
  interval: null,
  seeds: 0,
});

describe('the score over what an entry applies to', () => {
  it('is the weighted mean with the interval of independent parts', () => {
    // Weights of 0.3 among text-transformer (text 1), digits-vae (images 1) and digits-drift (drift 9), over 11.
    // Python, Student's quantiles by Simpson's rule over the density and bisection: t(4) = 2.776445, t(9) = 2.262157;
    // se = half/t, u = (w·se)², df = (Σu)²/Σ(u²/(n−1)) = 9.983157, half = t(df)·√Σu = 2.483480.
    const parts = [
      scored('text-transformer', 60, 6, 5),
      scored('digits-vae', 30, 4, 10),
      scored('digits-drift', 20, 3, 10),
      without('gaussian', 'inapplicable'),
    ];
    const score = applicableScore(parts, overallRuleOf('0.3'));
    expect(score).toMatchObject({ benchmarks: 3, of: 4 });
    expect(score?.value).toBeCloseTo((60 + 30 + 9 * 20) / 11, 12);
    expect(score?.interval?.[0]).toBeCloseTo(22.061974843, 6);
    expect(score?.interval?.[1]).toBeCloseTo(27.028934248, 6);
    expect(applicableScore([...parts].reverse(), overallRuleOf('0.3'))).toEqual(score);
  });

  it('of one benchmark is that benchmark’s, clipped as in an overall score', () => {
    expect(applicableScore([scored('a', 40, 5, 10), without('b', 'inapplicable')], undefined)).toEqual({
      value: 40,
      interval: [expect.closeTo(35, 9), expect.closeTo(45, 9)],
      benchmarks: 1,
      of: 2,
    });
    const clipped = applicableScore([scored('a', 150, 5, 10), without('b', 'inapplicable')], undefined);
    expect(clipped).toMatchObject({ value: 110, interval: [110, 110] });
  });

  it.each<[string, PartScore[]]>([
    ['it applies to all', [scored('a', 40, 5, 10), scored('b', 40, 5, 10)]],
    ['it applies to none', [without('a', 'inapplicable')]],
    [
      'one that it applies to has none',
      [scored('a', 40, 5, 10), without('b', 'lacking'), without('c', 'inapplicable')],
    ],
    ['there are no benchmarks', []],
  ])('there is none where %s', (_, parts) => {
    expect(applicableScore(parts, undefined)).toBeNull();
  });

  it('has no interval with a single seed', () => {
    const parts = [{ ...scored('a', 40, 5, 1), interval: null }, without('b', 'inapplicable')];
    expect(applicableScore(parts, undefined)).toMatchObject({ value: 40, interval: null });
  });
});

describe('the order of a board', () => {
  const rows: Listed[] = [
    { id: 'best', value: 80 },
    { id: 'barely', value: 0.1 },
    { id: 'partial-best', value: null, applicable: 99 },
    { id: 'partial', value: null, applicable: 5 },
    { id: 'replace', value: 0 },
    { id: 'worse', value: -20 },
    { id: 'partial-worse', value: null, applicable: -1 },
    { id: 'failed', value: null, applicable: null },
    { id: 'failed-2', value: null },
  ];

  it('not applicable is neither before what is better than nothing nor behind the control as if it had failed', () => {
    expect([...rows].reverse().sort(compareListed)).toEqual(rows);
  });
});
