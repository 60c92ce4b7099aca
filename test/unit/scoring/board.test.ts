import { describe, expect, it } from 'vitest';
import { Stream } from '#benchmarks/numerics/stream.ts';
import { type BoardEntry, type EntryOutcome, type Ground, scoreBoard } from '#benchmarks/scoring/index.ts';

const RESAMPLES = 500;
const rng = new Stream('test/board');
const noisy = (n: number, centre: number, noise = 0.1) =>
  Array.from({ length: n }, () => centre + noise * rng.normal());
const done = (full: number[], half = full): EntryOutcome & { state: 'completed' } => ({
  state: 'completed',
  averages: { full, half },
});

const control = (n: number) => ({ replace: done(noisy(n, 3)), oracle: done(noisy(n, 1)) });
const grounds: Ground[] = [
  { id: 'b-two', version: 1, controls: control(12) },
  { id: 'a-one', version: 1, controls: control(20) },
];
const entry = (id: string, level: number, overrides: Partial<BoardEntry> = {}): BoardEntry => ({
  id,
  division: 'closed',
  rankable: true,
  outcomes: { 'a-one': done(noisy(20, level)), 'b-two': done(noisy(12, level)) },
  ...overrides,
});
const entries = [entry('good', 1.2), entry('bad', 2.8), entry('middle', 2), entry('middling', 2.01)];
const board = (of: readonly BoardEntry[], on: readonly Ground[] = grounds) =>
  scoreBoard({ grounds: on, entries: of, resamples: RESAMPLES });

describe('scoreBoard', () => {
  const rows = board(entries).rows;

  it('sorts by score and gives simultaneous rank intervals, never groups', () => {
    expect([rows[0]?.id, rows[3]?.id]).toEqual(['good', 'bad']);
    expect(rows.map((row) => row.rank)).toEqual([
      { position: 1, best: 1, worst: 1, of: 4 },
      { position: 2, best: 2, worst: 3, of: 4 },
      { position: 3, best: 2, worst: 3, of: 4 },
      { position: 4, best: 4, worst: 4, of: 4 },
    ]);
  });

  it('is the mean of the benchmark scores, with an interval around it', () => {
    for (const { overall, scores, lacking } of rows) {
      const values = Object.values(scores).map((score) => (score.state === 'scored' ? score.value : Number.NaN));
      expect(overall?.value).toBeCloseTo(((values[0] as number) + (values[1] as number)) / 2, 10);
      const [low, high] = overall?.interval ?? [Number.NaN, Number.NaN];
      expect(low).toBeLessThan(overall?.value as number);
      expect(high).toBeGreaterThan(overall?.value as number);
      expect(overall?.interquartileMean).toBeCloseTo(overall?.value as number, -1);
      expect(lacking).toEqual([]);
    }
  });

  it('does not depend on the order of entries or benchmarks, bit for bit', () => {
    expect(board([...entries].reverse(), [...grounds].reverse()).rows).toEqual(rows);
  });

  it('says how it was made', () => {
    expect(board([]).method).toMatchObject({ resamples: RESAMPLES, confidence: 0.95, clip: [-100, 110] });
    expect(board([]).rows).toEqual([]);
    expect(board([]).benchmarks.map(({ id, state }) => [id, state])).toEqual([
      ['b-two', 'ready'],
      ['a-one', 'ready'],
    ]);
  });

  it('ranks within a division only, and never the unrankable or open ones', () => {
    const mixed = [
      entries[0] as BoardEntry,
      { ...(entries[1] as BoardEntry), division: 'retained' },
      { ...(entries[2] as BoardEntry), rankable: false },
      { ...(entries[3] as BoardEntry), division: 'open' },
    ];
    const result = new Map(board(mixed).rows.map((row) => [row.id, row]));
    expect(result.get('good')?.rank).toEqual({ position: 1, best: 1, worst: 1, of: 1 });
    expect(result.get('bad')?.rank).toEqual({ position: 1, best: 1, worst: 1, of: 1 });
    for (const id of ['middle', 'middling']) {
      expect(result.get(id)?.rank).toBeNull();
      expect(result.get(id)?.overall).not.toBeNull();
    }
  });

  it('breaks ties by id and tells equal entries apart from neither side', () => {
    const twin = entry('z', 1.5);
    const tied = board([twin, { ...twin, id: 'a' }, entries[1] as BoardEntry]).rows;
    expect(tied.map((row) => row.id)).toEqual(['a', 'z', 'bad']);
    expect(tied.map((row) => [row.rank?.position, row.rank?.best, row.rank?.worst])).toEqual([
      [1, 1, 2],
      [2, 1, 2],
      [3, 3, 3],
    ]);
  });

  it.each<[string, EntryOutcome | undefined]>([
    ['missing', undefined],
    ['not-applicable', { state: 'not-applicable', reason: 'the learner has no temperature' }],
    ['diverged', { state: 'diverged', stopped: 2, seeds: 12 }],
    ['failed', { state: 'failed', stopped: 1, seeds: 12 }],
  ])('leaves the overall blank and unranked where a benchmark is %s, and last', (state, outcome) => {
    const outcomes = { 'a-one': done(noisy(20, 1)), ...(outcome && { 'b-two': outcome }) };
    const result = board([entry('0-partial', 1, { outcomes }), ...entries]).rows;
    const row = result[4];
    expect(row?.id).toBe('0-partial');
    expect(row).toMatchObject({ overall: null, rank: null, flips: null, lacking: ['b-two'] });
    expect(row?.scores['b-two']?.state).toBe(state);
    expect(row?.scores['a-one']?.state).toBe('scored');
    // The others are ranked as if it weren't there.
    expect(result.slice(0, 4)).toEqual(rows);
  });

  it('gives nobody an overall where a benchmark lacks controls or can’t separate them', () => {
    const none = board(entries, [grounds[1] as Ground, { id: 'b-two', version: 1, controls: null }]);
    expect(none.rows.every((row) => row.overall === null && row.scores['b-two']?.state === 'no-controls')).toBe(true);
    const flat = done(noisy(12, 2));
    const same = board(entries, [
      grounds[1] as Ground,
      { id: 'b-two', version: 1, controls: { replace: flat, oracle: flat } },
    ]);
    expect(same.rows.every((row) => row.scores['b-two']?.state === 'not-separable')).toBe(true);
    expect(same.benchmarks[1]?.state).toBe('not-separable');
  });

  it('scores a group’s board on its benchmarks alone, with the same draw', () => {
    const group = board(entries, [grounds[1] as Ground]).rows;
    expect(group.every((row) => Object.keys(row.scores).join() === 'a-one' && row.overall !== null)).toBe(true);
  });

  it('claims no order where a benchmark has one seed', () => {
    const single: Ground[] = [{ id: 'a', version: 1, controls: { replace: done([3]), oracle: done([1]) } }];
    const of = (id: string, level: number) => entry(id, level, { outcomes: { a: done([level]) } });
    const result = board([of('x', 1.5), of('y', 2.5)], single).rows;
    expect(result.map((row) => [row.rank?.best, row.rank?.worst, row.overall?.interval])).toEqual([
      [1, 2, null],
      [1, 2, null],
    ]);
  });

  it('refuses another number of seeds than the controls have', () => {
    expect(() => board([entry('x', 1, { outcomes: { 'a-one': done([1, 2]) } })])).toThrow(
      /2 seeds on "a-one"; its controls have 20/,
    );
  });

  it('takes a benchmark named like something every object has for what it is', () => {
    const odd: Ground[] = [{ id: 'constructor', version: 1, controls: control(12) }];
    expect(board(entries, odd).rows[0]?.scores.constructor).toEqual({ state: 'missing' });
  });
});

describe('horizon check', () => {
  const timed = (id: string, full: number, half: number) =>
    entry(id, 0, {
      outcomes: { 'a-one': done(noisy(20, full), noisy(20, half)), 'b-two': done(noisy(12, full), noisy(12, half)) },
    });

  it('marks both entries whose order is significant at G/2 and at G and flips', () => {
    const rows = board([timed('late', 1.2, 2.5), timed('early', 2.5, 1.2), timed('steady', 1.8, 1.8)]).rows;
    const flips = Object.fromEntries(rows.map((row) => [row.id, row.flips]));
    expect(flips.late).toContainEqual({ other: 'early', aheadAtEnd: true });
    expect(flips.early).toContainEqual({ other: 'late', aheadAtEnd: false });
    expect(flips.late).toHaveLength(2);
    expect(flips.steady).toHaveLength(2);
  });

  it('marks none where the order holds or is not significant at G/2', () => {
    const rows = board([timed('a', 1.2, 1.201), timed('b', 2.5, 1.2)]).rows;
    expect(rows.map((row) => row.flips)).toEqual([[], []]);
  });

  it('is not checked where half the horizon can’t separate the controls', () => {
    const flat = noisy(12, 1);
    const ground: Ground = {
      id: 'b-two',
      version: 1,
      controls: { replace: done(noisy(12, 3), flat), oracle: done(noisy(12, 1), flat) },
    };
    const rows = board(entries, [grounds[1] as Ground, ground]).rows;
    expect(rows.every((row) => row.flips === null && row.rank !== null)).toBe(true);
    expect(rows[0]?.scores['b-two']).toMatchObject({ state: 'scored', half: null });
  });
});
