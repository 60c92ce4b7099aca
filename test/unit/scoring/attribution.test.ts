import { describe, expect, it } from 'vitest';
import type { ErrorKind } from '#benchmarks/protocol/card.ts';
import { attribute, nameOf, subsetsOf, type Turned } from '#benchmarks/scoring/attribution.ts';

const ALL: Turned = ['statistical', 'expressivity', 'approximation'];

/** A of one seed for every subset, from a function of it. */
const averages = (knobs: Turned, ...seeds: ((turned: Turned) => number)[]) =>
  new Map(subsetsOf(knobs).map((turned) => [nameOf(turned), seeds.map((value) => value(turned))]));

const partsOf = (knobs: Turned, value: (turned: Turned) => number) => {
  const { parts } = attribute(knobs, averages(knobs, value));
  return ALL.map((error) => parts[error].value);
};

describe('subsets of knobs', () => {
  it('are all of them, none first, each in one order', () => {
    expect(subsetsOf(['approximation', 'statistical']).map(nameOf)).toEqual([
      'none',
      'statistical',
      'approximation',
      'statistical+approximation',
    ]);
    expect(subsetsOf(ALL)).toHaveLength(8);
    expect(subsetsOf([])).toEqual([[]]);
  });
});

describe('the split of a loss', () => {
  it('gives each knob what it takes away, where these add up', () => {
    const gains: Record<ErrorKind, number> = { statistical: 3, expressivity: 2, approximation: -1 };
    const value = (turned: Turned) => 10 - turned.reduce((sum, error) => sum + gains[error], 0);
    expect(partsOf(ALL, value).map((x) => Number(x.toFixed(12)))).toEqual([3, 2, -1]);
  });

  // The glove game: one left glove, two right ones, a pair is worth 1. Shapley values 2/3, 1/6, 1/6 (any textbook; Shapley 1953).
  it('shares what knobs take away together, as in the glove game', () => {
    const value = (turned: Turned) => (turned.includes('statistical') && turned.length > 1 ? 0 : 1);
    const parts = partsOf(ALL, value);
    for (const [index, expected] of [2 / 3, 1 / 6, 1 / 6].entries()) expect(parts[index]).toBeCloseTo(expected, 12);
  });

  it('is exactly 0 for what no knob takes away, and sums to the loss less what is left', () => {
    const knobs: Turned = ['statistical', 'expressivity'];
    const value = (turned: Turned) =>
      [0.7, 0.31, 0.52, 0.11][subsetsOf(knobs).findIndex((s) => nameOf(s) === nameOf(turned))];
    const split = attribute(knobs, averages(knobs, value as (turned: Turned) => number));
    expect(split.parts.approximation).toEqual({ value: 0, interval: null });
    const sum = ALL.reduce((total, error) => total + split.parts[error].value, 0);
    expect(sum).toBeCloseTo(split.whole.value - split.left.value, 12);
  });

  it('has Student’s intervals over seeds', () => {
    const split = attribute(
      ['statistical'],
      averages(
        ['statistical'],
        (t) => 5 - 1 * t.length,
        (t) => 5 - 2 * t.length,
        (t) => 5 - 3 * t.length,
      ),
    );
    // R 4.2: t.test(c(1, 2, 3))$conf.int
    expect(split.parts.statistical.value).toBe(2);
    expect(split.parts.statistical.interval?.[0]).toBeCloseTo(-0.4841377, 6);
    expect(split.parts.statistical.interval?.[1]).toBeCloseTo(4.4841377, 6);
  });
});
