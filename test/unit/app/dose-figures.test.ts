/** Figures of doses: what their axes hold, which entries a line joins, which figures a family has. */
import { describe, expect, it } from 'vitest';
import { boardDosesFigure, doseRange, familyDoseFigures } from '../../../app/charts/dose-figures.ts';
import { throughDoses } from '../../../app/charts/through-doses.ts';
import { pathInSteps, pathThrough } from '../../../benchmarks/figures/paths.ts';
import { scoreRange } from '../../../benchmarks/figures/scales.ts';
import type { DosesView } from '../../../leaderboard/views/index.ts';

describe('axes', () => {
  it('of shares begin at 0, of other doses before the least', () => {
    expect(doseRange([0.05, 0.1, 0.2], true)).toEqual([0, expect.closeTo(0.209, 12)]);
    expect(doseRange([0.9, 1.1], false)).toEqual([expect.closeTo(0.888, 12), expect.closeTo(1.112, 12)]);
  });

  it('of scores hold doing nothing and the oracle, and end where scores do', () => {
    expect(scoreRange([20, 60]).domain).toEqual([0, 110]);
    expect(scoreRange([-30, 105]).domain).toEqual([-50, 110]);
    expect(scoreRange([-900])).toEqual({ domain: [-100, 110], ticks: [-100, -50, 0, 50, 100] });
  });
});

describe('lines', () => {
  it('go through one entry a dose, one that the site answers for before others, by dose', () => {
    const points = [
      { dose: 0.2, vouched: true, id: 'most' },
      { dose: 0.1, vouched: false, id: 'reported' },
      { dose: 0.1, vouched: true, id: 'own' },
      { dose: 0.1, vouched: true, id: 'again' },
    ];
    expect(throughDoses(points).map(({ id }) => id)).toEqual(['own', 'most']);
  });

  it('are paths', () => {
    expect(pathThrough([])).toBe('');
    expect(
      pathThrough([
        [1, 2],
        [3.14, 4],
      ]),
    ).toBe('M1.0 2.0L3.1 4.0');
  });

  it('in steps hold a value to the next place, or to the middle between two', () => {
    const points = [
      [0, 10],
      [20, 30],
    ] as const;
    expect(pathInSteps(points, 'after')).toBe('M0.0 10.0H20.0V30.0');
    expect(pathInSteps(points, 'middle')).toBe('M0.0 10.0H10.0V30.0H20.0');
    expect(pathInSteps([], 'after')).toBe('');
  });
});

const score = (value: number | null) => ({ value, low: null, high: null }) as never;
const cost = (training: number) => ({ realShare: 0, realFresh: 0, training, sampled: 2, verifierCalls: 0 });
const entry = (id: string, line: number, dose: number, overall: number | null, vouched = true) =>
  ({
    id,
    spec: `retain:share=${dose}`,
    line,
    dose,
    value: dose,
    vouched,
    overall: score(overall),
    benchmarks: { gaussian: score(overall) },
    cost: cost(1 + dose),
  }) as never;

const doses = (entries: DosesView['entries'], lines = [{ others: '' }]): DosesView => ({
  suite: '0.3',
  tier: 'standard',
  group: 'all',
  family: 'retain',
  parameter: 'share',
  axis: 'real-share',
  lines,
  total: entries.length,
  entries,
  benchmarks: [{ id: 'gaussian', name: 'Gaussian' }],
  laws: [],
});

describe('a family’s figures', () => {
  it('are of what has two doses, each under its own name', () => {
    const two = familyDoseFigures(doses([entry('a', 0, 0.1, 40), entry('b', 0, 0.2, 60)]), 'en');
    expect(two.map(({ chart }) => chart)).toEqual(['overall', 'gaussian', 'cost']);
    const unscored = familyDoseFigures(doses([entry('a', 0, 0.1, 40), entry('b', 0, 0.2, null)]), 'en');
    expect(unscored.map(({ chart }) => chart)).toEqual(['cost']);
  });

  it('have the strategy’s colour, a marker for each line, and hollow signs for what is reported', () => {
    const view = doses(
      [entry('a', 0, 0.1, 40), entry('b', 0, 0.2, 60), entry('c', 0, 0.2, 61, false), entry('d', 1, 0.1, 50)],
      [{ others: '' }, { others: 'every=5' }],
    );
    const { figure } = familyDoseFigures(view, 'en')[0] ?? {};
    expect(figure?.lines.map(({ name, style: { colour, marker } }) => [name, colour, marker])).toEqual([
      ['retain', 'series-1', null],
      ['every=5', 'series-1', 'circle'],
    ]);
    expect(figure?.lines[0]?.points.map(([x, y]) => [x, y])).toEqual([
      [0.1, 40],
      [0.2, 60],
    ]);
    expect(figure?.lines[0]?.signs?.map(({ isHollow }) => isHollow)).toEqual([false, false, true]);
  });

  it('of a board are none where no dose is real data', () => {
    const board = { suite: '0.3', tier: 'standard', division: 'all', group: 'all' } as const;
    expect(boardDosesFigure([], board, 'en')).toBeNull();
  });
});
