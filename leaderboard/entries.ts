/** The entries of one suite and tier with their overall scores: what boards list and rankings are made of. */
import type { Tier } from '../benchmarks/protocol/ids.ts';
import type { Division } from '../benchmarks/protocol/regime.ts';
import type { Queryable } from './db/data-version.ts';
import { NO_COST, type OverallFacets } from './facets.ts';
import { roleOf } from './roles.ts';
import { type BoardName, boardScope } from './suites.ts';
import type { EntryLabel, EntryRole, RankReason, RankState, RankView, ScoreState } from './views.ts';

/** A board: ranks exist inside one, division by division. */
export interface BoardKey extends BoardName {
  readonly tier: Tier;
}

export interface Entry {
  readonly id: string;
  readonly spec: string;
  readonly family: string;
  /** Who counts as the same author: the names, in any case and order. */
  readonly author: string;
  readonly label: EntryLabel;
  /** Whether all of its runs on the board's benchmarks are. */
  readonly official: boolean;
  /** The widest of those runs'. */
  readonly division: Division;
  readonly createdAt: Date;
  /** Only one of the site's own runs of a control or baseline has that role. */
  readonly role: EntryRole;
  /** A control or baseline of the site that a newer one has replaced. */
  readonly isReplaced: boolean;
  readonly overall: OverallScoreRow;
}

export interface OverallScoreRow {
  readonly status: ScoreState;
  readonly value: number | null;
  readonly low: number | null;
  readonly high: number | null;
  readonly rankLow: number | null;
  readonly rankHigh: number | null;
  readonly facets: OverallFacets;
  readonly scoringVersion: number;
}

export const OVERALL_COLUMNS = {
  status: true,
  value: true,
  low: true,
  high: true,
  rankLow: true,
  rankHigh: true,
  facets: true,
  scoringVersion: true,
} as const;

/** Of what is not on the board. */
export const NO_SCORE: OverallScoreRow = {
  status: 'missing',
  value: null,
  low: null,
  high: null,
  rankLow: null,
  rankHigh: null,
  scoringVersion: 0,
  facets: {
    official: false,
    division: 'open',
    source: null,
    basis: '',
    stage: 'full',
    iqm: null,
    fewSeeds: false,
    lacking: [],
    cost: NO_COST,
    ranking: null,
  },
};

/** Lists the entries of a board that have not been withdrawn, newest first: those that have run a benchmark of it. */
export async function listEntries(client: Queryable, { tier, ...name }: BoardKey): Promise<Entry[]> {
  const scope = boardScope(name);
  const rows = await client.submission.findMany({
    where: { tier, tombstone: null, scores: { some: { scope } } },
    select: {
      id: true,
      spec: true,
      family: true,
      authors: true,
      label: true,
      createdAt: true,
      scores: { where: { scope }, select: OVERALL_COLUMNS },
    },
    orderBy: [{ createdAt: 'desc' }, { id: 'asc' }],
  });
  return assignRoles(
    rows.flatMap(({ scores, authors, ...row }) => {
      const overall = scores[0];
      if (!overall) return [];
      const facets = overall.facets as unknown as OverallFacets;
      const { official, division } = facets;
      const author = authorKey(authors as { name: string }[]);
      return [{ ...row, official, division, author, overall: { ...overall, facets } }];
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
    const { lacking, basis } = entry.overall.facets;
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
  for (const { overall } of entries) counts.set(overall.facets.basis, (counts.get(overall.facets.basis) ?? 0) + 1);
  return counts;
}

function authorKey(authors: readonly { readonly name: string }[]): string {
  return authors
    .map(({ name }) => name.normalize('NFKC').trim().toLowerCase())
    .sort()
    .join('\n');
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
  outdone: 'Another entry of the same authors and family scores higher; the best one is ranked.',
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
  if (entry.role !== 'entry') return entry.role;
  if (entry.isReplaced) return 'replaced';
  if (entry.overall.facets.source === 'own') return 'own-controls';
  if (entry.label !== 'baseline') return 'reported';
  if (!entry.official) return 'unofficial';
  if (tier === 'smoke') return 'smoke';
  if (entry.division === 'open') return 'open';
  return entry.overall.value === null ? 'incomplete' : null;
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
  if (entry.overall.facets.basis !== basis) return unranked('basis');
  const { rankLow, rankHigh, facets } = entry.overall;
  if (rankLow === null || rankHigh === null || facets.ranking === null) return unranked('pending');
  const { position, of } = facets.ranking;
  return { state: 'ranked', rank: { low: rankLow, high: rankHigh, position, of }, reason: null, words: '' };
}

/** The controls that most of the members rest on: only with the same ones can entries be compared seed by seed. */
function commonBasis(members: readonly Entry[]): string | null {
  const ordered = [...countBases(members)].sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1));
  return ordered[0]?.[0] ?? null;
}
