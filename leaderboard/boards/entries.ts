/** The entries of one suite and tier with their overall scores: what boards list and rankings are made of. */
import { familyOf } from '#benchmarks/protocol/family.ts';
import type { Tier } from '#benchmarks/protocol/ids.ts';
import type { Division } from '#benchmarks/protocol/regime.ts';
import { barOf } from '#benchmarks/snapshot/eligibility.ts';
import { authorKey } from '../access/author-key.ts';
import { type BoardName, boardScope } from '../catalog/suites.ts';
import type { Queryable } from '../db/data-version.ts';
import type { BoardScore } from '../db/save-scores.ts';
import { BOARD_SCORE_COLUMNS, toBoardScore } from '../scores/read-scores.ts';
import type { EntryLabel, EntryRole, RankReason, RankState, RankView } from '../views/index.ts';
import { roleOf } from './roles.ts';

/** A board: ranks exist inside one, division by division. */
export interface BoardKey extends BoardName {
  readonly tier: Tier;
}

export interface Entry {
  readonly id: string;
  readonly spec: string;
  /** Of its specification. */
  readonly family: string;
  /** Who counts as the same author: see author-key.ts. */
  readonly author: string;
  readonly label: EntryLabel;
  /** Whether all of its runs on the board's benchmarks are. */
  readonly official: boolean;
  /** The first that admits all of those runs together. */
  readonly division: Division;
  readonly createdAt: Date;
  /** Only one of the site's own runs of a control or baseline has that role. */
  readonly role: EntryRole;
  /** A control or baseline of the site that a newer one has replaced. */
  readonly isReplaced: boolean;
  readonly overall: BoardScore;
}

/** Lists the entries of a board that have not been withdrawn, newest first: those that have run a benchmark of it. */
export async function listEntries(client: Queryable, { tier, ...name }: BoardKey): Promise<Entry[]> {
  const board = boardScope(name);
  const rows = await client.submission.findMany({
    where: { tier, tombstone: null, boardScores: { some: { board } } },
    select: {
      id: true,
      spec: true,
      token: { select: { id: true, scope: true } },
      label: true,
      createdAt: true,
      boardScores: { where: { board }, select: BOARD_SCORE_COLUMNS },
    },
    orderBy: [{ createdAt: 'desc' }, { id: 'asc' }],
  });
  return assignRoles(
    rows.flatMap(({ boardScores, token, ...row }) => {
      const [stored] = boardScores;
      if (!stored) return [];
      const overall = toBoardScore(stored);
      const { official, division } = overall;
      const who = { family: familyOf(row.spec), author: authorKey(token) };
      return [{ ...row, ...who, official, division, overall }];
    }),
  );
}

/**
 * Gives the site's own run of each control and baseline its role: of several one that is good, with scores on the most
 * benchmarks, on the ground that most entries stand on (controls of another engine are few entries'), then the newest.
 * `entries`: newest first; stays in that order. `isGood`: whether its run of what is shown completed.
 */
export function assignRoles<Row extends Omit<Entry, 'role' | 'isReplaced'>>(
  entries: readonly Row[],
  isGood: (entry: Row) => boolean = () => true,
): (Row & Pick<Entry, 'role' | 'isReplaced'>)[] {
  const sharing = countBases(entries);
  const precedence = (entry: Row): number[] => {
    const { lacking, basis } = entry.overall;
    return [isGood(entry) ? 0 : 1, lacking.length, -(sharing.get(basis) ?? 0)];
  };
  const current = new Map<string, Row>();
  for (const entry of entries) {
    if (roleOf(entry) === 'entry') continue;
    const known = current.get(entry.spec);
    if (!known || isBefore(precedence(entry), precedence(known))) current.set(entry.spec, entry);
  }
  return entries.map((entry) => {
    const role = roleOf(entry);
    const isReplaced = role !== 'entry' && current.get(entry.spec) !== entry;
    return { ...entry, role: isReplaced ? 'entry' : role, isReplaced };
  });
}

function isBefore(a: readonly number[], b: readonly number[]): boolean {
  const at = a.findIndex((value, index) => value !== b[index]);
  return at >= 0 && (a[at] as number) < (b[at] as number);
}

/** How many entries rest on each basis. */
function countBases(entries: readonly Pick<Entry, 'overall'>[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { overall } of entries) counts.set(overall.basis, (counts.get(overall.basis) ?? 0) + 1);
  return counts;
}

/** Best first, those without a score last, then by id. */
export function compareEntries(a: Entry, b: Entry): number {
  const x = a.overall.value;
  const y = b.overall.value;
  if (x !== y) {
    if (x === null) return 1;
    if (y === null) return -1;
    return y - x;
  }
  return a.id < b.id ? -1 : a.id > b.id ? 1 : 0;
}

/** Each reason for having no rank, as a sentence. */
const RANK_WORDS: Readonly<Record<RankReason, string>> = {
  control: 'A control: every score is measured between replace (0) and oracle (100).',
  baseline: 'A baseline: shown beside every claim, never ranked.',
  replaced: 'A newer run of the site has taken its place.',
  'own-controls':
    'Scored against its sender’s own controls, which this site has not run: listed, and compared with nobody.',
  reported: 'Reported: this site has not recomputed its numbers yet.',
  unofficial: 'Not official: parameters, seeds or generations are not the tier’s.',
  smoke: 'The smoke tier is for trying things out and has no ranking.',
  open: 'The open division is shown, never ranked.',
  incomplete: 'No overall score: a benchmark has none.',
  outdone: 'Another entry of the same sender and family scores higher; the best one is ranked.',
  basis: 'Scored against other controls than the rest of the board.',
  pending: 'The ranking is being computed.',
  everywhere: 'Ranks exist inside one division only.',
  gone: 'It is on no board any more.',
};

/** A standing without a rank. */
export function unranked(reason: RankReason): Standing {
  return { state: reason === 'pending' ? 'pending' : 'unranked', rank: null, reason, words: RANK_WORDS[reason] };
}

/** Why an entry can't be ranked whatever others do; null where it can. */
function bar({ tier }: BoardKey, entry: Entry): RankReason | null {
  const barred = barOf({ ...entry, tier, isComplete: entry.overall.value !== null });
  if (entry.role !== 'entry' || barred === 'replaced') return barred;
  return entry.overall.source === 'own' ? 'own-controls' : barred;
}

export interface Standing {
  readonly state: RankState;
  readonly rank: RankView | null;
  /** Why it isn't ranked; null where it is. */
  readonly reason: RankReason | null;
  /** The same as a sentence; empty where it is. */
  readonly words: string;
}

/** Whether and how every entry of a board is ranked, by id. */
export function standingsOf(key: BoardKey, entries: readonly Entry[]): Map<string, Standing> {
  const best = new Map<string, Entry>();
  const able = entries.filter((entry) => bar(key, entry) === null).sort(compareEntries);
  for (const entry of able) {
    const family = JSON.stringify([entry.division, entry.author, entry.family]);
    if (!best.has(family)) best.set(family, entry);
  }
  const members = new Set(best.values());
  const basis = commonBasis([...members]);
  return new Map(entries.map((entry) => [entry.id, standingOf(entry, bar(key, entry), members.has(entry), basis)]));
}

function standingOf(entry: Entry, barred: RankReason | null, isMember: boolean, basis: string | null): Standing {
  if (barred !== null) return unranked(barred);
  if (!isMember) return unranked('outdone');
  if (entry.overall.basis !== basis) return unranked('basis');
  if (entry.overall.rank === null) return unranked('pending');
  const { low, high, position, of } = entry.overall.rank;
  return { state: 'ranked', rank: { low, high, position, of }, reason: null, words: '' };
}

/** The controls that most of the members rest on: only with the same ones can entries be compared seed by seed. */
function commonBasis(members: readonly Entry[]): string | null {
  const ordered = [...countBases(members)].sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1));
  return ordered[0]?.[0] ?? null;
}
