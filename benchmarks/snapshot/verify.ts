/** Recomputes everything that a snapshot claims from what it holds: no network, no database, no other file. */
import { boardInput } from '../board/groups.ts';
import { placeName } from '../board/place.ts';
import { STATE_OF_SCORE } from '../board/states.ts';
import { sameJson } from '../protocol/digest.ts';
import { HeirloomError, type Problem } from '../protocol/errors.ts';
import {
  type BenchmarkScore,
  type EntryOutcome,
  type Ground,
  SCORING_METHOD,
  type ScoredRow,
  scoreBoard,
} from '../scoring/index.ts';
import { isListed, overallRuleOf, rankRulesOf } from '../suite/manifests.ts';
import { compareNumber } from './compare-number.ts';
import { identify, type SnapshotIdentity } from './identity.ts';
import { rankingOf } from './rules.ts';
import {
  type Snapshot,
  type SnapshotBoard,
  type SnapshotEntry,
  type SnapshotGroup,
  type SnapshotScore,
  snapshotSchema,
} from './schema.ts';
import { verifyStandings } from './standings.ts';
import { verifyApplicable } from './verify-applicable.ts';
import { claimedPlace, verifyDivision } from './verify-division.ts';
import { idleOf, verifyIdle } from './verify-idle.ts';

export interface Verification {
  readonly identity: SnapshotIdentity;
  readonly snapshot: Snapshot;
  /** How many numbers were computed again. */
  readonly recomputed: { readonly scores: number; readonly ranks: number };
  /** Everything that doesn't hold, at its place; empty where all does. */
  readonly problems: readonly Problem[];
}

/**
 * Verifies the text of a snapshot.
 * @throws check-failed where it is no snapshot at all, naming what is wrong with its form
 */
export function verifySnapshot(text: string): Verification {
  const snapshot = parseSnapshot(text);
  const identity = identify(snapshot);
  const problems: Problem[] = [];
  if (identity.content !== text.trimEnd()) {
    problems.push({ path: '#', message: 'is not canonical JSON (RFC 8785); the digest is of the canonical form' });
  }
  if (!sameJson(snapshot.method, { ...SCORING_METHOD, clip: [...SCORING_METHOD.clip] })) {
    problems.push({
      path: '#/method',
      message: `differs from this version’s (${JSON.stringify(SCORING_METHOD)}); scores are computed by that`,
    });
  }
  const { suite, ranking, overall } = snapshot;
  const own = rankingOf(rankRulesOf(suite));
  if (isListed(suite) && !sameJson(ranking ?? null, own ?? null))
    problems.push({
      path: '#/ranking',
      message: `differs from what this version’s manifest of suite ${suite} says of who is ranked (${JSON.stringify(own ?? 'nothing')})`,
    });
  const weighing = overallRuleOf(suite);
  if (isListed(suite) && !sameJson(overall ?? null, weighing ?? null))
    problems.push({
      path: '#/overall',
      message: `differs from what this version’s manifest of suite ${suite} says of how benchmarks weigh (${JSON.stringify(weighing ?? 'nothing')})`,
    });
  const ungrouped = overall && snapshot.benchmarks.filter(({ id }) => !Object.hasOwn(overall.groups, id));
  if (ungrouped?.length) {
    const names = ungrouped.map(({ id }) => id).join(', ');
    problems.push({ path: '#/overall/groups', message: `lack ${names}; no overall score can be computed without` });
    return { identity, snapshot, recomputed: { scores: 0, ranks: 0 }, problems };
  }
  const recomputed = { scores: 0, ranks: 0 };
  for (const [index, board] of snapshot.boards.entries()) {
    verifyBoard({ board, path: `#/boards/${index}`, snapshot, problems, recomputed });
  }
  return { identity, snapshot, recomputed, problems };
}

/** @throws check-failed */
export function parseSnapshot(text: string): Snapshot {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    throw new HeirloomError('check-failed', `This is no snapshot: it is not JSON (${(cause as Error).message}).`, {
      cause,
    });
  }
  const parsed = snapshotSchema.safeParse(value);
  if (parsed.success) return parsed.data;
  throw new HeirloomError('check-failed', 'This is no snapshot of the format heirloom.snapshot/1; see what is named.', {
    problems: parsed.error.issues.slice(0, 50).map(({ path, message }) => ({ path: `#/${path.join('/')}`, message })),
  });
}

interface Check {
  readonly board: SnapshotBoard;
  /** Of the board. */
  readonly path: string;
  readonly snapshot: Snapshot;
  readonly problems: Problem[];
  readonly recomputed: { scores: number; ranks: number };
}

function verifyBoard(check: Check): void {
  const { board, path, snapshot, problems } = check;
  const known = new Set(board.groups.map(({ id }) => id));
  board.entries.forEach(({ group }, index) => {
    if (!known.has(group))
      problems.push({ path: `${path}/entries/${index}/group`, message: `there is no group "${group}"` });
  });
  const ranked = verifyStandings(board, path, problems, snapshot.ranking);
  for (const index of board.groups.keys()) verifyGroup(check, index, ranked);
}

function verifyGroup(check: Check, index: number, ranked: ReadonlySet<string>): void {
  const { board, path, snapshot, problems, recomputed } = check;
  const baselines = idleOf(board.entries, snapshot.ranking);
  const group = board.groups[index] as SnapshotGroup;
  const own = group.grounds.map(({ benchmark, version }) => ({ id: benchmark, version }));
  const expected = snapshot.benchmarks.map(({ id, version }) => ({ id, version }));
  if (!sameJson(own, expected))
    problems.push({ path: `${path}/groups/${index}/grounds`, message: 'are not the benchmarks of #/benchmarks' });
  const members = board.entries.filter((entry) => entry.group === group.id);
  const rows = rowsOf(check, index, members, ranked);
  for (const entry of members) {
    const row = rows.get(entry.submission);
    const place = placeOf(check, entry);
    if (!row) continue;
    for (const [benchmark, run] of Object.entries(entry.runs)) {
      const score = row.scores[benchmark];
      if (score === undefined)
        problems.push({ path: `${place}/runs/${benchmark}`, message: 'its group has no such benchmark' });
      else compareScore(run.score, ofBenchmark(score), `${place}/runs/${benchmark}/score`, problems);
      recomputed.scores += 1;
    }
    compareScore(entry.overall, ofOverall(row), `${place}/overall`, problems);
    compareNumber(
      entry.overall.interquartileMean,
      row.overall?.interquartileMean ?? null,
      `${place}/overall/interquartileMean`,
      problems,
    );
    recomputed.scores += 1;
    compareRank(entry, row, place, problems);
    verifyIdle(entry, row, baselines, place, problems);
    verifyDivision(entry, snapshot.ranking, place, problems);
    verifyApplicable(entry, row, snapshot, place, problems);
    if (entry.rank !== null) recomputed.ranks += 1;
  }
}

const placeOf = ({ board, path }: Check, entry: SnapshotEntry): string =>
  `${path}/entries/${board.entries.indexOf(entry)}`;

/** The recomputed rows of a group; none where it can't be scored, which is said of the entries that keep it from it. */
function rowsOf(
  check: Check,
  index: number,
  members: readonly SnapshotEntry[],
  ranked: ReadonlySet<string>,
): ReadonlyMap<string, ScoredRow> {
  const group = check.board.groups[index] as SnapshotGroup;
  const { overall } = check.snapshot;
  const baselines = idleOf(check.board.entries, check.snapshot.ranking).map(({ submission }) => submission);
  let rows: ReadonlyMap<string, ScoredRow> = new Map();
  const failure = failureOf(() => (rows = recompute(group, overall, members, ranked, baselines)));
  if (failure === null) return rows;
  const alone = members.flatMap((entry) => {
    const message = failureOf(() => recompute(group, overall, [entry], new Set(), []));
    return message === null ? [] : [{ path: placeOf(check, entry), message }];
  });
  const isOfSome = alone.length > 0 && alone.length < members.length;
  check.problems.push(...(isOfSome ? alone : [{ path: `${check.path}/groups/${index}`, message: failure }]));
  return rows;
}

/** The rows of one group, by submission; those that take part are ranked again within their places. */
function recompute(
  group: SnapshotGroup,
  overall: Snapshot['overall'],
  members: readonly SnapshotEntry[],
  ranked: ReadonlySet<string>,
  against: readonly string[],
): ReadonlyMap<string, ScoredRow> {
  const isRanked = ({ submission }: SnapshotEntry): boolean => ranked.has(submission);
  const grounds = group.grounds.map(({ benchmark, version, controls }): Ground => {
    return {
      id: benchmark,
      version,
      controls: controls && {
        replace: requireRun(controls.replace.outcome),
        oracle: requireRun(controls.oracle.outcome),
      },
    };
  });
  const entries = members.map((entry) => ({
    id: entry.submission,
    outcomes: Object.fromEntries(
      Object.entries(entry.runs).map(([benchmark, { outcome }]): [string, EntryOutcome] => [benchmark, outcome]),
    ),
  }));
  const places = new Map(members.filter(isRanked).map((entry) => [entry.submission, placeName(claimedPlace(entry))]));
  return new Map(
    scoreBoard(boardInput({ grounds, entries }, overall, places, against)).rows.map((row) => [row.id, row]),
  );
}

/** Why a value can't be computed; null where it can. @throws what is no HeirloomError */
function failureOf(compute: () => unknown): string | null {
  try {
    compute();
    return null;
  } catch (error) {
    if (error instanceof HeirloomError) return error.message;
    throw error;
  }
}

function requireRun(outcome: SnapshotEntry['runs'][string]['outcome']) {
  if (outcome.state === 'missing' || outcome.state === 'not-applicable') {
    throw new HeirloomError('check-failed', `A control’s outcome is "${outcome.state}"; expected a run’s.`);
  }
  return outcome;
}

function ofBenchmark(score: BenchmarkScore): SnapshotScore {
  const state = STATE_OF_SCORE[score.state];
  if (score.state !== 'scored') return { state, value: null, low: null, high: null };
  return { state, value: score.value, low: score.interval?.[0] ?? null, high: score.interval?.[1] ?? null };
}

function ofOverall({ overall }: ScoredRow): SnapshotScore {
  if (overall === null) return { state: 'incomplete', value: null, low: null, high: null };
  return {
    state: 'scored',
    value: overall.value,
    low: overall.interval?.[0] ?? null,
    high: overall.interval?.[1] ?? null,
  };
}

function compareScore(claimed: SnapshotScore, own: SnapshotScore, path: string, problems: Problem[]): void {
  if (claimed.state !== own.state) {
    problems.push({ path: `${path}/state`, message: `is "${claimed.state}"; recomputed: "${own.state}"` });
  }
  for (const key of ['value', 'low', 'high'] as const)
    compareNumber(claimed[key], own[key], `${path}/${key}`, problems);
}

function compareRank({ rank, flips }: SnapshotEntry, row: ScoredRow, path: string, problems: Problem[]): void {
  const own = row.rank && { low: row.rank.best, high: row.rank.worst, position: row.rank.position, of: row.rank.of };
  for (const key of ['low', 'high', 'position', 'of'] as const) {
    // That it should have a rank, or none, is said of the rank as a whole.
    if (rank !== null && rank[key] !== own?.[key])
      problems.push({ path: `${path}/rank/${key}`, message: `is ${rank[key]}; recomputed: ${own?.[key] ?? 'none'}` });
  }
  const recomputed = (row.flips ?? []).map(({ other }) => other).sort();
  if (!sameJson([...flips].sort(), recomputed)) {
    problems.push({
      path: `${path}/flips`,
      message: `are ${flips.join(', ') || 'none'}; recomputed: ${recomputed.join(', ') || 'none'}`,
    });
  }
}
