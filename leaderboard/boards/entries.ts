/** The entries of one suite and tier with their overall scores: what boards list and rankings are made of. */

import { type Assigned, assignRoles } from '#benchmarks/board/roles.ts';
import type { Tracks } from '#benchmarks/board/same-runs.ts';
import { UNRANKED_WORDS, type UnrankedReason, unrankedReasons, unrankedWords } from '#benchmarks/board/unranked.ts';
import { familyOf } from '#benchmarks/protocol/family.ts';
import type { Tier } from '#benchmarks/protocol/ids.ts';
import type { Place } from '#benchmarks/protocol/place.ts';
import { rankRulesOf } from '#benchmarks/suite/manifests.ts';
import { authorKey } from '../access/author-key.ts';
import { type BoardName, boardScope } from '../catalog/suites.ts';
import type { Queryable } from '../db/data-version.ts';
import type { BoardScore } from '../db/save-scores.ts';
import type { VerificationLevel } from '../generated/enums.ts';
import { BOARD_SCORE_COLUMNS, toBoardScore } from '../scores/read-scores.ts';
import type { EntryLabel, RankReason, RankState, RankView } from '../views/index.ts';
import { loadTracks } from './tracks.ts';

/** A board: ranks exist inside one, place by place. */
export interface BoardKey extends BoardName {
  readonly tier: Tier;
}

/** Its place is the one of its runs on the board's benchmarks together. */
export interface Entry extends Assigned, Place {
  readonly id: string;
  readonly spec: string;
  /** Of its specification. */
  readonly family: string;
  /** Who counts as the same author: see author-key.ts. */
  readonly author: string;
  readonly label: EntryLabel;
  readonly verification: VerificationLevel;
  /** Whether all of its runs on the board's benchmarks are. */
  readonly official: boolean;
  /** Whether its strategy was a process of its own. */
  readonly outside: boolean;
  readonly createdAt: Date;
  readonly overall: BoardScore;
  /** What its runs did; left out where the suite's rules don't ask. */
  readonly tracks?: Tracks;
}

/** Whether it is the site's own run of a control or baseline: shown in every division. What ran as one stays in its own. */
export function isReference({ role, sameAs }: Assigned): boolean {
  return role !== 'entry' && sameAs === null;
}

/** Lists the entries of a board that have not been withdrawn, newest first: those that have run a benchmark of it. */
export async function listEntries(client: Queryable, { tier, ...name }: BoardKey): Promise<Entry[]> {
  const board = boardScope(name);
  // One after the other: of two relations of a row the client asks at once, which a transaction's one connection can't.
  const scores = await client.boardScore.findMany({
    where: { board, submission: { tier, tombstone: null } },
    select: { submissionId: true, ...BOARD_SCORE_COLUMNS },
  });
  const rows = await client.submission.findMany({
    where: { tier, tombstone: null, boardScores: { some: { board } } },
    select: {
      id: true,
      spec: true,
      token: { select: { id: true, scope: true } },
      label: true,
      outside: true,
      verification: true,
      createdAt: true,
    },
    orderBy: [{ createdAt: 'desc' }, { id: 'asc' }],
  });
  const tracks = await loadTracks(
    client,
    name,
    rows.map(({ id }) => id),
  );
  const scoreOf = new Map(scores.map(({ submissionId, ...score }) => [submissionId, score]));
  return assignRoles(
    rows.flatMap(({ token, ...row }) => {
      const stored = scoreOf.get(row.id);
      if (!stored) return [];
      const overall = toBoardScore(stored);
      const { official, division, classes } = overall;
      const who = { family: familyOf(row.spec), author: authorKey(token) };
      const did = tracks === null ? {} : { tracks: tracks.get(row.id) ?? new Map() };
      return [{ ...row, ...who, ...did, official, division, classes, overall }];
    }),
    undefined,
    { rules: rankRulesOf(name.suite) },
  );
}

/** Each reason for having no rank, as a sentence: a board's own, and those that only a site has. */
const RANK_WORDS: Readonly<Record<RankReason, string>> = {
  ...UNRANKED_WORDS,
  pending: 'The ranking is being computed.',
  everywhere: 'Ranks exist inside one division only.',
  places: 'Ranks exist inside one division, budget and classes only.',
  gone: 'It is on no board any more.',
};

/** A standing without a rank. */
export function unranked(reason: RankReason, words = RANK_WORDS[reason]): RankStanding {
  return { state: reason === 'pending' ? 'pending' : 'unranked', rank: null, reason, words };
}

export interface RankStanding {
  readonly state: RankState;
  readonly rank: RankView | null;
  /** Why it isn't ranked; null where it is. */
  readonly reason: RankReason | null;
  /** The same as a sentence; empty where it is. */
  readonly words: string;
}

/** Whether and how every entry of a board is ranked, by id. */
export function standingsOf({ suite, tier }: BoardKey, entries: readonly Entry[]): Map<string, RankStanding> {
  const contenders = entries.map(({ overall, ...entry }) => {
    const low = overall.stage === 'quick' ? undefined : overall.low;
    return { ...entry, overall: { ...overall, low } };
  });
  const reasons = unrankedReasons(tier, contenders, rankRulesOf(suite));
  return new Map(entries.map((entry) => [entry.id, standingOf(entry, reasons.get(entry.id) ?? null)]));
}

function standingOf({ overall, ...entry }: Entry, reason: UnrankedReason | null): RankStanding {
  if (reason !== null) return unranked(reason, unrankedWords(reason, entry));
  if (overall.rank === null) return unranked('pending');
  const { low, high, position, of } = overall.rank;
  return { state: 'ranked', rank: { low, high, position, of }, reason: null, words: '' };
}
