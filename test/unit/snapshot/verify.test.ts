import { describe, expect, it } from 'vitest';
import { findSnapshotId, identify } from '../../../benchmarks/snapshot/identity.ts';
import type { Snapshot, SnapshotEntry } from '../../../benchmarks/snapshot/schema.ts';
import { verifySnapshot } from '../../../benchmarks/snapshot/verify.ts';
import { tinySnapshot } from '../../support/tiny-snapshot.ts';

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
