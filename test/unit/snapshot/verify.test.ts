import { describe, expect, it } from 'vitest';
import { diffSnapshots } from '#benchmarks/snapshot/diff.ts';
import { findSnapshotId, identify } from '#benchmarks/snapshot/identity.ts';
import type { Snapshot, SnapshotEntry } from '#benchmarks/snapshot/schema.ts';
import { verifySnapshot } from '#benchmarks/snapshot/verify.ts';
import { tinyBody, tinySnapshot } from '../../support/tiny-snapshot.ts';

const good = identify(tinySnapshot());

/** What is found after a change to the parsed file. */
function problemsAfter(change: (snapshot: Snapshot, entry: SnapshotEntry) => void): string[] {
  const snapshot = JSON.parse(good.content) as Snapshot;
  change(snapshot, snapshot.boards[0]?.entries[2] as SnapshotEntry);
  return verifySnapshot(identify(snapshot).content).problems.map(({ path }) => path);
}

describe('a snapshot that nobody touched', () => {
  it('agrees with itself, number by number', () => {
    const { identity, recomputed, problems } = verifySnapshot(good.content);
    expect(problems).toEqual([]);
    expect(identity.digest).toBe(good.digest);
    expect(recomputed).toEqual({ scores: 15, ranks: 3 });
  });

  it('agrees with itself in the words of before 30 November 2026, and no more is believed in them', () => {
    const inOldWords = (snapshot: Snapshot): void => {
      for (const { entries } of snapshot.boards)
        for (const entry of entries) if (entry.label === 'maintained') entry.label = 'baseline';
    };
    expect(problemsAfter(inOldWords)).toEqual([]);
    const improved = problemsAfter((snapshot, entry) => {
      inOldWords(snapshot);
      entry.role = 'control';
    });
    expect(improved).toContain('#/boards/0/entries/2/role');
  });

  it('agrees with the weights that it states, and with no others', () => {
    const weighing = { weights: { x: 1, y: 3 }, groups: { alpha: 'x', beta: 'y' } };
    const body = tinyBody(['near', 'middle', 'far'], undefined, weighing);
    const weighed = { ...body, previous: null, changes: diffSnapshots(null, body) };
    const problemsOf = (change: (snapshot: Snapshot) => void): string[] => {
      const snapshot = structuredClone(weighed);
      change(snapshot);
      return verifySnapshot(identify(snapshot).content).problems.map(({ path }) => path);
    };
    expect(problemsOf(() => {})).toEqual([]);
    const values = weighed.boards[0]!.entries.map(({ runs, overall }) => {
      const [alpha, beta] = [runs.alpha!.score.value!, runs.beta!.score.value!];
      expect(overall.value).toBeCloseTo((alpha + 3 * beta) / 4, 10);
      return overall.value;
    });
    expect(new Set(values).size).toBe(5);
    const near = '#/boards/0/entries/2/overall/value';
    expect(problemsOf((snapshot) => (snapshot.overall!.weights.y = 2))).toContain(near);
    expect(problemsOf((snapshot) => delete snapshot.overall)).toContain(near);
    expect(problemsOf((snapshot) => delete snapshot.overall!.groups.beta)).toEqual(['#/overall/groups']);
    expect(() => problemsOf((snapshot) => delete snapshot.overall!.weights.y)).toThrow(/no snapshot of the format/);
  });

  it('is to weigh as the manifest of its suite does', () => {
    const weighing = { weights: { x: 1, y: 3 }, groups: { alpha: 'x', beta: 'y' } };
    expect(problemsAfter((snapshot) => (snapshot.overall = weighing))).toContain('#/overall');
    expect(problemsAfter((snapshot) => (snapshot.suite = '0.3'))).toContain('#/overall');
  });

  it('is named by its date and its digest', () => {
    expect(good.id).toBe(`2026-11-23-${good.digest.slice(0, 8)}`);
    expect(findSnapshotId(`heirloom-snapshot-${good.id} (1).json`)).toBe(good.id);
    expect(findSnapshotId('snapshot.json')).toBeNull();
  });
});

describe('a snapshot that somebody improved', () => {
  const first = '#/boards/0/entries/2';
  it.each<[string, (snapshot: Snapshot, entry: SnapshotEntry) => void, string]>([
    ['a score', (_, { runs }) => (runs.alpha!.score.value! += 0.1), `${first}/runs/alpha/score/value`],
    ['an interval', (_, { overall }) => (overall.low! += 0.1), `${first}/overall/low`],
    [
      'the interquartile mean',
      (_, { overall }) => (overall.interquartileMean = 99),
      `${first}/overall/interquartileMean`,
    ],
    ['a rank', (_, { rank }) => (rank!.high = 3), `${first}/rank/high`],
    ['a place', (_, { rank }) => (rank!.position = 2), `${first}/rank/position`],
    ['a horizon flip', (_, entry) => (entry.flips = [entry.submission]), `${first}/flips`],
    ['a state', (_, { runs }) => (runs.beta!.score.state = 'diverged'), `${first}/runs/beta/score/state`],
    ['the method', ({ method }) => (method.resamples = 100), '#/method'],
    ['a group that is not there', (_, entry) => (entry.group = '7'), `${first}/group`],
  ])('%s', (_, change, path) => {
    expect(problemsAfter(change)).toContain(path);
  });

  it('in what the numbers come from: every number that rests on it differs', () => {
    const paths = problemsAfter((_, { runs }) => {
      const { outcome } = runs.alpha!;
      if (outcome.state === 'completed') outcome.averages.full[0]! -= 0.5;
    });
    expect(paths).toEqual(expect.arrayContaining([`${first}/runs/alpha/score/value`, `${first}/overall/value`]));
  });

  it.each<[string, (snapshot: Snapshot, entry: SnapshotEntry) => void, string]>([
    ['a reported entry that is ranked', (_, entry) => (entry.label = 'reported'), `${first}/rank`],
    ['an entry with settings of its own that is ranked', (_, entry) => (entry.official = false), `${first}/rank`],
    ['an entry of the open division that is ranked', (_, entry) => (entry.division = 'open'), `${first}/rank`],
    ['a control that is ranked as an entry', (_, entry) => (entry.spec = 'oracle'), `${first}/rank`],
    ['the smoke tier, ranked', ({ boards }) => (boards[0]!.tier = 'smoke'), `${first}/rank`],
    ['an entry that calls itself a control', (_, entry) => (entry.role = 'control'), `${first}/role`],
    [
      'a competitor that lost its rank',
      (_, entry) => Object.assign(entry, { rank: null, unranked: 'Reported.', flips: [] }),
      `${first}/rank`,
    ],
    [
      'a competitor that was made a baseline to lose its rank',
      (_, entry) => Object.assign(entry, { rank: null, unranked: 'A baseline.', role: 'baseline' }),
      `${first}/rank`,
    ],
    ['a reason for a rank that there is', (_, entry) => (entry.unranked = 'Reported.'), `${first}/unranked`],
    ['an entry twice', ({ boards }, entry) => boards[0]!.entries.push(entry), '#/boards/0/entries/5/submission'],
    [
      'a benchmark left out for everybody',
      ({ boards: [board] }) => {
        board!.groups[0]!.grounds.pop();
        for (const { runs } of board!.entries) delete runs.beta;
      },
      '#/boards/0/groups/0/grounds',
    ],
    [
      'a rank in a group of its own',
      ({ boards: [board] }, entry) => {
        board!.groups.push({ ...board!.groups[0]!, id: '2' });
        entry.group = '2';
      },
      '#/boards/0/entries',
    ],
    [
      'a competitor that was moved to a group of its own to lose its rank',
      ({ boards: [board] }, entry) => {
        board!.groups.push({ ...board!.groups[0]!, id: '2' });
        Object.assign(entry, { group: '2', rank: null, unranked: 'Other controls.' });
      },
      `${first}/rank`,
    ],
  ])('%s', (_, change, path) => {
    expect(problemsAfter(change)).toContain(path);
  });

  it('by leaving a competitor out: the others’ ranks differ', () => {
    const paths = problemsAfter(({ boards }) => boards[0]?.entries.pop());
    expect(paths).toContain(`${first}/rank/of`);
  });

  it('by cutting seeds: the group can’t be scored', () => {
    const snapshot = JSON.parse(good.content) as Snapshot;
    const outcome = snapshot.boards[0]?.entries[2]?.runs.alpha?.outcome;
    if (outcome?.state === 'completed') outcome.averages.full.pop();
    expect(verifySnapshot(identify(snapshot).content).problems[0]?.message).toMatch(
      /Received 11 seeds on "alpha"; its controls have 12/,
    );
  });
});

describe('an entry without a rank', () => {
  const last = '#/boards/0/entries/4/rank';
  const outdone = (entry: SnapshotEntry) => Object.assign(entry, { rank: null, unranked: 'Outdone.', flips: [] });

  it('is right where a ranked one of its family is ahead of it, and nowhere else', () => {
    // The worst of three: the ranks of the two before it change, but it may lack one.
    const ofFamily = problemsAfter(({ boards }) => {
      const [, , near, , far] = boards[0]!.entries as SnapshotEntry[];
      outdone(far!).family = near!.family;
    });
    expect(ofFamily).not.toContain(last);
    expect(ofFamily).toContain('#/boards/0/entries/2/rank/of');
    expect(problemsAfter(({ boards }) => outdone(boards[0]!.entries[4]!))).toContain(last);
  });

  it('is right for an older run of a control', () => {
    const older = problemsAfter(({ boards: [board] }) => {
      board!.entries.push({ ...board!.entries[0]!, submission: '0'.repeat(16), role: 'entry', unranked: 'Replaced.' });
    });
    expect(older).toEqual([]);
  });
});

describe('a file', () => {
  it('that is not canonical has another digest than its bytes', () => {
    const { problems } = verifySnapshot(JSON.stringify(JSON.parse(good.content), null, 2));
    expect(problems).toEqual([{ path: '#', message: expect.stringContaining('canonical JSON') }]);
  });

  it('that is no snapshot is refused with what is wrong', () => {
    expect(() => verifySnapshot('PK')).toThrow(/not JSON/);
    expect(() => verifySnapshot('{"format":"heirloom.snapshot/2"}')).toThrow(
      /no snapshot of the format heirloom.snapshot\/1/,
    );
  });
});
