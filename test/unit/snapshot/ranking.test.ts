/** A snapshot of a suite with rules of its own of who is ranked: they are stated, and what follows from them is recomputed. */
import { describe, expect, it } from 'vitest';
import { idleStanding } from '#benchmarks/board/idle.ts';
import { sha256 } from '#benchmarks/protocol/digest.ts';
import { type EntryOutcome, type Ground, scoreBoard } from '#benchmarks/scoring/index.ts';
import { diffSnapshots } from '#benchmarks/snapshot/diff.ts';
import { identify } from '#benchmarks/snapshot/identity.ts';
import { rankingOf, snapshotRules } from '#benchmarks/snapshot/rules.ts';
import type { Snapshot, SnapshotEntry } from '#benchmarks/snapshot/schema.ts';
import { toCsv } from '#benchmarks/snapshot/table.ts';
import { verifySnapshot } from '#benchmarks/snapshot/verify.ts';
import { overallRuleOf, rankRulesOf } from '#benchmarks/suite/manifests.ts';
import { submissionOf, tinyBody } from '../../support/tiny-snapshot.ts';

const IDLE = submissionOf('far');

/** Of one group of suite 0.3, so that each weighs the same. */
const BENCHMARKS = ['gaussian', 'regression'];

/** Of suite 0.3: the controls, two entries that are ranked, and the idle baseline `freeze`. */
function ruledSnapshot(): Snapshot {
  const overall = overallRuleOf('0.3') as NonNullable<Snapshot['overall']>;
  const body = {
    ...structuredClone(tinyBody(['near', 'middle', 'far'], undefined, overall, BENCHMARKS)),
    suite: '0.3',
  };
  const ranking = rankingOf(rankRulesOf('0.3'));
  const [board] = body.boards;
  if (!board || !ranking) throw new Error('there is a board, and rules');
  const grounds = board.groups[0]?.grounds.map(({ benchmark, version, controls }) => ({
    id: benchmark,
    version,
    controls: controls && { replace: controls.replace.outcome, oracle: controls.oracle.outcome },
  })) as Ground[];
  for (const entry of board.entries) {
    if (entry.submission === IDLE) Object.assign(entry, { spec: 'freeze', family: 'freeze', role: 'baseline' });
    for (const [benchmark, run] of Object.entries(entry.runs))
      run.track = { settings: benchmark, digest: sha256(JSON.stringify(run.outcome)) };
  }
  const { rows } = scoreBoard({
    grounds,
    overall,
    entries: board.entries.map(({ submission, division, role, runs }) => ({
      id: submission,
      division,
      rankable: role === 'entry',
      outcomes: Object.fromEntries(Object.entries(runs).map(([id, run]): [string, EntryOutcome] => [id, run.outcome])),
    })),
    against: [IDLE],
  });
  for (const entry of board.entries) {
    const row = rows.find(({ id }) => id === entry.submission);
    const { verdict, difference } = idleStanding('freeze', row?.against?.[IDLE] ?? null);
    const [low, high] = difference?.interval ?? [null, null];
    const rank = row?.rank ?? null;
    Object.assign(entry, {
      sameAs: null,
      idle: entry.submission === IDLE ? [] : [{ baseline: 'freeze', verdict, value: difference?.value, low, high }],
      rank: rank && { low: rank.best, high: rank.worst, position: rank.position, of: rank.of },
      unranked: rank ? '' : 'None.',
      flips: (row?.flips ?? []).map(({ other }) => other),
    });
  }
  const whole = { ...body, ranking, overall, rules: snapshotRules({ ranking, overall }) };
  return { ...whole, previous: null, changes: diffSnapshots(null, whole) };
}

const good = ruledSnapshot();
const NEAR = '#/boards/0/entries/2';

/** What is found after a change to it; `entry` is a ranked one. */
function problemsAfter(change: (entry: SnapshotEntry, snapshot: Snapshot) => void): string[] {
  const snapshot = structuredClone(good);
  change(snapshot.boards[0]?.entries[2] as SnapshotEntry, snapshot);
  return verifySnapshot(identify(snapshot).content).problems.map(({ path }) => path);
}

describe('a snapshot of suite 0.3', () => {
  it('agrees with itself', () => {
    expect(verifySnapshot(identify(good).content).problems).toEqual([]);
    expect(good.boards[0]?.entries[2]?.idle).toMatchObject([{ baseline: 'freeze', verdict: 'beats' }]);
  });

  it.each<[string, (entry: SnapshotEntry, snapshot: Snapshot) => void, string]>([
    ['other rules', (_, snapshot) => (snapshot.ranking!.idle = []), '#/ranking'],
    ['no rules', (_, snapshot) => delete snapshot.ranking, '#/ranking'],
    ['a verdict', ({ idle }) => (idle![0]!.verdict = 'even'), `${NEAR}/idle/0/verdict`],
    ['a difference', ({ idle }) => (idle![0]!.value! += 1), `${NEAR}/idle/0/value`],
    ['an end of its interval', ({ idle }) => (idle![0]!.low! += 1), `${NEAR}/idle/0/low`],
    ['a baseline that is not spoken of', (entry) => (entry.idle = []), `${NEAR}/idle`],
    ['a run that doesn’t say what it did', ({ runs }) => delete runs.gaussian!.track, `${NEAR}/runs`],
    ['a role that what it ran doesn’t give', (entry) => (entry.sameAs = 'replace'), `${NEAR}/sameAs`],
    [
      'a rank of what ran as a control',
      ({ runs }, snapshot) => {
        const replace = snapshot.boards[0]?.entries.find(({ spec }) => spec === 'replace');
        for (const [id, run] of Object.entries(runs)) run.track = replace!.runs[id]!.track!;
      },
      `${NEAR}/rank`,
    ],
    ['a rank of what is not above replace', ({ overall }) => (overall.low = -1), `${NEAR}/rank`],
  ])('is told from one with %s', (_, change, path) => {
    expect(problemsAfter(change)).toContain(path);
  });

  it('has columns of its own in its table', () => {
    const [head = '', ...lines] = toCsv(good).trim().split('\n');
    expect(head).toContain('same_as,idle_freeze,idle_freeze_difference,idle_freeze_low,idle_freeze_high');
    expect(lines.some((line) => line.includes(',beats,'))).toBe(true);
  });
});
