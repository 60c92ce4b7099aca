/** What differs between two snapshots of one suite, and why. */
import { placeName } from '../board/place.ts';
import { sameJson } from '../protocol/digest.ts';
import type { ChangeReason, Snapshot, SnapshotBoard, SnapshotChanges, SnapshotEntry } from './schema.ts';
import { claimedPlace } from './verify-division.ts';

/** What a snapshot says, apart from its place in the succession. */
export type SnapshotBody = Omit<Snapshot, 'previous' | 'changes'>;

const OVERALL = 'overall';

/** Lists the changes from `before` to `after`; everything of `after` is new where there is none before. */
export function diffSnapshots(before: SnapshotBody | null, after: SnapshotBody): SnapshotChanges {
  const changes: SnapshotChanges = { added: [], removed: [], rescored: [], reranked: [] };
  const boards = (snapshot: SnapshotBody | null) => new Map(snapshot?.boards.map((board) => [board.tier, board]));
  const [old, now] = [boards(before), boards(after)];
  for (const tier of new Set([...old.keys(), ...now.keys()])) {
    compareBoards(before, after, old.get(tier), now.get(tier), tier, changes);
  }
  return changes;
}

function compareBoards(
  before: SnapshotBody | null,
  after: SnapshotBody,
  old: SnapshotBoard | undefined,
  now: SnapshotBoard | undefined,
  tier: SnapshotBoard['tier'],
  changes: SnapshotChanges,
): void {
  const was = new Map(old?.entries.map((entry) => [entry.submission, entry]));
  const is = new Map(now?.entries.map((entry) => [entry.submission, entry]));
  const subject = ({ submission, spec }: SnapshotEntry) => ({ tier, submission, spec });
  for (const entry of is.values()) if (!was.has(entry.submission)) changes.added.push(subject(entry));
  for (const entry of was.values()) {
    if (!is.has(entry.submission)) changes.removed.push({ ...subject(entry), reason: removalReason(entry, after) });
  }
  if (before === null || !old || !now) return;
  const members = (board: SnapshotBoard, place: string): Record<string, number | null> =>
    Object.fromEntries(
      board.entries
        .filter((entry) => entry.rank !== null && nameOf(entry) === place)
        .map((entry) => [entry.submission, entry.overall.value]),
    );
  for (const entry of is.values()) {
    const earlier = was.get(entry.submission);
    if (!earlier) continue;
    const ids = after.benchmarks.map(({ id }) => id);
    for (const scope of [OVERALL, ...ids]) {
      const [a, b] = [scoreOf(earlier, scope), scoreOf(entry, scope)];
      if (a === b) continue;
      const on = scope === OVERALL ? ids : [scope];
      const why = rescoringReasons([before, old, earlier], [after, now, entry], on, scope === OVERALL);
      changes.rescored.push({ ...subject(entry), scope, before: a, after: b, why });
    }
    const [a, b] = [rankOf(earlier), rankOf(entry)];
    if (a?.[0] === b?.[0] && a?.[1] === b?.[1]) continue;
    const reasons: ChangeReason[] = [];
    if (earlier.overall.value !== entry.overall.value) reasons.push('score');
    if (!sameJson(members(old, nameOf(earlier)), members(now, nameOf(entry)))) reasons.push('competition');
    changes.reranked.push({ ...subject(entry), before: a, after: b, why: reasons });
  }
}

const nameOf = (entry: SnapshotEntry): string => placeName(claimedPlace(entry));

const scoreOf = (entry: SnapshotEntry, scope: string): number | null =>
  scope === OVERALL ? entry.overall.value : (entry.runs[scope]?.score.value ?? null);

const rankOf = ({ rank }: SnapshotEntry): [number, number] | null => rank && [rank.low, rank.high];

function removalReason({ submission }: SnapshotEntry, after: SnapshotBody): string {
  const tombstone = after.withdrawn.find((candidate) => candidate.submission === submission);
  if (!tombstone) return 'no longer listed';
  const by = tombstone.supersededBy === null ? '' : ` by ${tombstone.supersededBy}`;
  return `${tombstone.kind}${by}: ${tombstone.reason}`;
}

type Place = readonly [SnapshotBody, SnapshotBoard, SnapshotEntry];

/** Why a score differs that rests on some benchmarks: of the others nothing is said. `isOverall`: how they weigh is part of the method then. */
function rescoringReasons(
  before: Place,
  after: Place,
  benchmarks: readonly string[],
  isOverall: boolean,
): ChangeReason[] {
  const reasons: ChangeReason[] = [];
  const differ = (of: (place: Place) => unknown): boolean => !sameJson(of(before), of(after));
  if (differ(([{ method, overall }]) => [method, (isOverall && overall) || null])) reasons.push('method');
  if (differ(([snapshot]) => benchmarks.map((id) => snapshot.benchmarks.find((own) => own.id === id)?.version ?? null)))
    reasons.push('benchmark');
  if (differ(([, board, { group }]) => benchmarks.map((id) => controlDigests(board, group, id))))
    reasons.push('controls');
  return reasons;
}

function controlDigests(board: SnapshotBoard, group: string, benchmark: string): readonly string[] | null {
  const ground = board.groups.find(({ id }) => id === group)?.grounds.find((own) => own.benchmark === benchmark);
  return ground?.controls ? [ground.controls.replace.resultDigest, ground.controls.oracle.resultDigest] : null;
}
