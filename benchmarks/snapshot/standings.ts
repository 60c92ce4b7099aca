/** Who takes part in a board's ranking, by what a snapshot holds of each entry: its marks are compared, not believed. */

import { barOf } from '../board/eligibility.ts';
import { placeName } from '../board/place.ts';
import { roleOf, roleOfSpec, sameAsFinder } from '../board/roles.ts';
import { sameJson } from '../protocol/digest.ts';
import type { Problem } from '../protocol/errors.ts';
import { familyOf } from '../protocol/family.ts';
import { compareScored } from '../scoring/index.ts';
import type { SnapshotBoard, SnapshotEntry, SnapshotRanking } from './schema.ts';
import { claimedPlace } from './verify-division.ts';

/**
 * The submissions that are to be ranked; what the file says otherwise is added to the problems, at its place. An entry
 * that nothing bars may be without a rank only where a ranked one of its family is ahead of it in its place, or where
 * it rests on other controls than those that are ranked. `rules`: the suite's own, where it has some.
 */
export function verifyStandings(
  given: SnapshotBoard,
  path: string,
  problems: Problem[],
  rules: Partial<SnapshotRanking> = {},
): ReadonlySet<string> {
  const board = { ...given, entries: given.entries.map(inTodaysWords) };
  const sameAsOf = sameAsFinder(board.entries.map(withTracks), { rules: rules.roles ? { roles: rules.roles } : {} });
  const ranked = board.entries.filter(({ rank }) => rank !== null);
  const members = new Set<string>();
  const seen = new Set<string>();
  for (const [index, entry] of board.entries.entries()) {
    const place = `${path}/entries/${index}`;
    const add = (field: string, message: string) => problems.push({ path: `${place}/${field}`, message });
    if (seen.has(entry.submission)) add('submission', `${entry.submission} is listed twice`);
    seen.add(entry.submission);
    const sameAs = sameAsOf(withTracks(entry));
    const role = roleOfSpec(sameAs) ?? roleOf(entry);
    if ((entry.sameAs ?? null) !== sameAs)
      add('sameAs', `is ${entry.sameAs ?? 'none'}; recomputed from what was run: ${sameAs ?? 'none'}`);
    if (rules.roles && Object.values(entry.runs).some((run) => run.resultDigest !== null && !run.track))
      add('runs', 'lack the digest of what was run (track), which roles go by');
    if (entry.role !== role && !isReplaced(entry, board)) add('role', `is "${entry.role}"; recomputed: "${role}"`);
    const facts = { ...entry, sameAs, role: role === 'entry' ? role : entry.role, tier: board.tier };
    const { value, low } = entry.overall;
    const bar = barOf({ ...facts, isComplete: value !== null, low }, rules.above ? { above: rules.above } : {});
    if (entry.rank !== null && bar !== null) add('rank', `is one; recomputed: none, for it is "${bar}"`);
    const isMember = bar === null && (entry.rank !== null || !isExcused(entry, ranked, board));
    if (isMember) members.add(entry.submission);
    if (isMember && entry.rank === null) add('rank', 'is none; nothing that the file says of it keeps it from a rank');
    if ((entry.rank === null) !== (entry.unranked !== ''))
      add('unranked', 'is to say why there is no rank, and to be empty where there is one');
  }
  const groups = [...new Set(ranked.map(({ group }) => group))];
  if (groups.length > 1) {
    problems.push({
      path: `${path}/entries`,
      message: `are ranked in the groups ${groups.join(', ')}; only those that rest on the same controls can be ranked`,
    });
  }
  return members;
}

/** Snapshots from before 30 November 2026 say `baseline` of what the site's owner maintains. */
const inTodaysWords = (entry: SnapshotEntry): SnapshotEntry =>
  entry.label === 'baseline' ? { ...entry, label: 'maintained' } : entry;

const withTracks = ({ spec, label, official, runs }: SnapshotEntry) => {
  const tracks = Object.values(runs).flatMap(({ track }) => track ?? []);
  return { spec, label, official, tracks: new Map(tracks.map(({ settings, digest }) => [settings, digest])) };
};

/** Whether another run of the same control or baseline has its place on the board. */
function isReplaced({ submission, spec, role }: SnapshotEntry, { entries }: SnapshotBoard): boolean {
  return (
    role === 'entry' &&
    entries.some((other) => other.submission !== submission && other.spec === spec && other.role === roleOf(other))
  );
}

function isExcused(entry: SnapshotEntry, ranked: readonly SnapshotEntry[], { groups }: SnapshotBoard): boolean {
  const isOutdone = ranked.some(
    (other) =>
      placeName(claimedPlace(other)) === placeName(claimedPlace(entry)) &&
      isSameFamily(other, entry) &&
      isAhead(other, entry),
  );
  const groundsOf = (group: string) => groups.find(({ id }) => id === group)?.grounds ?? [];
  return (
    isOutdone || (ranked.length > 0 && ranked.every(({ group }) => !sameJson(groundsOf(group), groundsOf(entry.group))))
  );
}

const isSameFamily = (a: SnapshotEntry, b: SnapshotEntry): boolean =>
  a.family === b.family || familyOf(a.spec) === familyOf(b.spec);

/** By score, then by id, as rankings order entries. */
function isAhead(a: SnapshotEntry, b: SnapshotEntry): boolean {
  const scored = ({ submission, overall }: SnapshotEntry) => ({ id: submission, value: overall.value });
  return compareScored(scored(a), scored(b)) < 0;
}
