/** Idle baselines: which of them stand on a board, and what a paired difference says. */
import { describe, expect, it } from 'vitest';
import { idleBaselines, idleStanding } from '#benchmarks/board/idle.ts';
import { scoreBoard } from '#benchmarks/scoring/index.ts';
import { STRATEGIES } from '#benchmarks/strategies/catalog.ts';
import { rankRulesOf } from '#benchmarks/suite/manifests.ts';

const RULES = rankRulesOf('0.3');

describe('the idle baselines of a board', () => {
  const row = (spec: string, role: 'baseline' | 'entry' = 'baseline', sameAs: string | null = null) => ({
    spec,
    role,
    sameAs,
  });

  it('are those that the rules name and somebody has run, under their own names, in the order of the rules', () => {
    const board = [
      row('gen0-samples+temperature:value=1', 'baseline', 'gen0-samples'),
      row('gen0-samples'),
      row('adversarial'),
      row('freeze'),
      row('base', 'entry'),
    ];
    expect(idleBaselines(board, RULES).map(({ spec }) => spec)).toEqual(['freeze', 'gen0-samples']);
    expect(idleBaselines(board, rankRulesOf('0.2'))).toEqual([]);
  });

  it('are baselines of the catalog, as far as there are any of that name', () => {
    const known = STRATEGIES.filter(({ card }) => RULES.idle?.includes(card.id));
    expect(known.map(({ card }) => card.id)).toEqual(expect.arrayContaining(['freeze', 'gen0-samples']));
    expect(new Set(known.map(({ card }) => card.group))).toEqual(new Set(['baseline']));
  });
});

describe('what a difference says', () => {
  it.each([
    [{ value: 2, interval: [1, 3] as const }, 'beats'],
    [{ value: 2, interval: [0, 4] as const }, 'even'],
    [{ value: -2, interval: [-3, -1] as const }, 'loses'],
    [{ value: 2, interval: null }, 'unknown'],
    [null, 'unknown'],
  ] as const)('%j', (difference, verdict) => {
    expect(
      idleStanding(
        'freeze',
        difference && { ...difference, interval: difference.interval && [...difference.interval] },
      ),
    ).toEqual({
      baseline: 'freeze',
      verdict,
      difference,
    });
  });
});

describe('differences on a board', () => {
  /** A(s) of one benchmark whose seeds differ far more than the entries do. */
  const averages = (level: number) => {
    const values = Array.from({ length: 12 }, (_, s) => level + Math.sin(7 * s) + 0.002 * Math.sin(level * 100 + s));
    return { state: 'completed' as const, averages: { full: values, half: values } };
  };
  const entry = (id: string, level: number) => ({
    id,
    division: 'open',
    rankable: false,
    outcomes: { one: averages(level) },
  });
  const board = scoreBoard({
    grounds: [{ id: 'one', version: 1, controls: { replace: averages(1), oracle: averages(0) } }],
    entries: [entry('idle', 0.5), entry('near', 0.48), { ...entry('absent', 0), outcomes: {} }],
    against: ['idle'],
  });
  const rowOf = (id: string) => board.rows.find((row) => row.id === id);

  it('are paired: noise that both share doesn’t hide them, and each is that of the scores', () => {
    const difference = rowOf('near')?.against?.idle;
    expect(difference?.value).toBeCloseTo(
      (rowOf('near')?.overall?.value ?? 0) - (rowOf('idle')?.overall?.value ?? 0),
      10,
    );
    expect(idleStanding('idle', difference ?? null).verdict).toBe('beats');
  });

  it('are none with itself and without an overall score', () => {
    expect(rowOf('idle')?.against).toEqual({});
    expect(rowOf('absent')?.against).toEqual({});
  });
});
