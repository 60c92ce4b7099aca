/** Reads what a snapshot holds: the ranked boards of one of this checkout's suites, with what their numbers come from. */
import { type ScoringGroup, scoringGroups } from '#benchmarks/board/groups.ts';
import { groupBy } from '#benchmarks/protocol/group-by.ts';
import { TIERS, type Tier } from '#benchmarks/protocol/ids.ts';
import { type EntryOutcome, SCORING_METHOD } from '#benchmarks/scoring/index.ts';
import type { SnapshotBody } from '#benchmarks/snapshot/diff.ts';
import { rankingOf, snapshotRules } from '#benchmarks/snapshot/rules.ts';
import {
  SNAPSHOT_FORMAT,
  type SnapshotBoard,
  type SnapshotEntry,
  type SnapshotGroup,
  type SnapshotScore,
} from '#benchmarks/snapshot/schema.ts';
import { applicableView } from '#benchmarks/snapshot/verify-applicable.ts';
import { overallRuleOf, rankRulesOf } from '#benchmarks/suite/manifests.ts';
import { loadApplicable } from '../boards/applicable.ts';
import { type BoardKey, type Entry, listEntries, type RankStanding, standingsOf } from '../boards/entries.ts';
import { idleView, listIdleDue, loadIdleStandings } from '../boards/idle.ts';
import { inOrder } from '../boards/order.ts';
import { listTracks } from '../boards/tracks.ts';
import { boardScope, ownCards } from '../catalog/suites.ts';
import type { Queryable } from '../db/data-version.ts';
import { loadScoringData } from '../scores/outcomes.ts';
import { loadRights } from '../scores/read-results.ts';
import { requireComplete } from './require-complete.ts';

/** Smoke has no ranking. */
const RANKED_TIERS: readonly Tier[] = TIERS.filter((tier) => tier !== 'smoke');

export const toSeconds = (moment: Date): string => `${moment.toISOString().slice(0, 19)}Z`;

/**
 * Reads a suite's boards. `unscorable`: submissions whose scoring has failed again and again, with what was said of it.
 * @throws conflict while scores or ranks are being computed; unverifiable where they can't be
 */
export async function collectSnapshot(
  client: Queryable,
  suite: string,
  now: Date,
  unscorable: ReadonlyMap<string, string> = new Map(),
): Promise<SnapshotBody> {
  const cards = ownCards(suite);
  const ranking = rankingOf(rankRulesOf(suite));
  const overall = overallRuleOf(suite);
  const boards: SnapshotBoard[] = [];
  for (const tier of RANKED_TIERS) {
    const board = await collectBoard(client, { suite, group: 'all', tier }, unscorable);
    if (board.entries.length > 0) boards.push(board);
  }
  return {
    format: SNAPSHOT_FORMAT,
    suite,
    createdAt: toSeconds(now),
    method: { ...SCORING_METHOD, clip: [...SCORING_METHOD.clip] },
    ...(overall && { overall: { weights: { ...overall.weights }, groups: { ...overall.groups } } }),
    ...(ranking && { ranking }),
    rules: snapshotRules({ overall, ranking }),
    benchmarks: cards.map(({ id, version, name, primary, summary }) => ({ id, version, name, primary, summary })),
    boards,
    withdrawn: await listWithdrawn(client, suite),
  };
}

async function collectBoard(
  client: Queryable,
  key: BoardKey,
  unscorable: ReadonlyMap<string, string>,
): Promise<SnapshotBoard> {
  const cards = ownCards(key.suite);
  const found = (await listEntries(client, key)).filter(isSnapshotted);
  const applicable = await loadApplicable(client, key, cards, found);
  const entries = inOrder(found, applicable);
  const standings = standingsOf(key, entries);
  const ids = entries.map(({ id }) => id);
  const due = new Set((await listIdleDue(client, key, entries)).map(({ entry }) => entry.id));
  requireComplete(key, entries, standings, unscorable, due);
  const idle = await loadIdleStandings(client, key, entries);
  const hasRules = rankingOf(rankRulesOf(key.suite)) !== undefined;
  const tracks = new Map(
    (await listTracks(client, key, ids)).map(({ submissionId, benchmarkId, settings, digest }) => [
      `${submissionId} ${benchmarkId}`,
      { settings, digest },
    ]),
  );
  const groups: ScoringGroup[] = scoringGroups(await loadScoringData(client, ids), cards);
  const names = new Map(groups.map((group, index) => [group, String(index + 1)]));
  const details = await loadDetails(client, ids);
  const rights = await loadRights(client, ids);
  const digests = await loadResultDigests(client, [...ids, ...groups.flatMap(controlIds)]);
  const groupOf = new Map(groups.flatMap((group) => group.entries.map((entry) => [entry.id, { group, entry }])));
  return {
    tier: key.tier,
    groups: groups.map((group) => snapshotGroup(group, names.get(group) as string, digests)),
    entries: entries.map((entry): SnapshotEntry => {
      const { group, entry: scored } = groupOf.get(entry.id) as {
        group: ScoringGroup;
        entry: ScoringGroup['entries'][number];
      };
      const { scores, ...own } = details.get(entry.id) as Details;
      const standing = standings.get(entry.id) as RankStanding;
      const { cost, iqm, rank } = entry.overall;
      const { division, family, spec, role, label, official } = entry;
      return {
        submission: entry.id,
        ...own,
        spec,
        family,
        division,
        role,
        label,
        official,
        createdAt: toSeconds(entry.createdAt),
        group: names.get(group) as string,
        runs: Object.fromEntries(
          group.grounds.map(({ id }) => [
            id,
            {
              resultDigest: digests.get(`${entry.id} ${id}`) ?? null,
              outcome: outcomeJson(scored.outcomes[id]),
              score: scores.get(id) ?? { state: 'missing', value: null, low: null, high: null },
              ...(rights.has(`${entry.id} ${id}`) && { rights: rights.get(`${entry.id} ${id}`) }),
              ...(tracks.has(`${entry.id} ${id}`) && { track: tracks.get(`${entry.id} ${id}`) }),
            },
          ]),
        ),
        overall: { ...scoreJson(entry.overall), interquartileMean: iqm },
        cost: { ...cost },
        rank: standing.rank && { ...standing.rank },
        unranked: standing.words,
        flips: standing.rank === null ? [] : [...(rank?.flips ?? [])],
        ...(hasRules && {
          sameAs: entry.sameAs,
          idle: (idle.get(entry.id) ?? []).map((one) => ({ ...idleView(one) })),
        }),
        ...(entry.outside && { outside: true as const }),
        ...(entry.classes !== null && {
          classes: { ...entry.classes },
          applicable: applicableView(applicable.get(entry.id) ?? null),
        }),
      };
    }),
  };
}

/** A snapshot is of what this site vouches for as a measure: scores against somebody's own controls are left out. */
const isSnapshotted = ({ overall }: Entry): boolean => overall.source !== 'own';

const controlIds = ({ controlSubmissions }: ScoringGroup): string[] =>
  [...controlSubmissions.values()].flatMap(({ replace, oracle }) => [replace, oracle]);

function snapshotGroup(group: ScoringGroup, id: string, digests: ReadonlyMap<string, string>): SnapshotGroup {
  return {
    id,
    grounds: group.grounds.map(({ id: benchmark, version, controls }) => {
      const submissions = group.controlSubmissions.get(benchmark);
      if (controls === null || !submissions) return { benchmark, version, controls: null };
      const control = (name: 'replace' | 'oracle') => ({
        submission: submissions[name],
        resultDigest: digests.get(`${submissions[name]} ${benchmark}`) as string,
        outcome: outcomeJson(controls[name]),
      });
      return { benchmark, version, controls: { replace: control('replace'), oracle: control('oracle') } };
    }),
  };
}

function outcomeJson(outcome: EntryOutcome | undefined): SnapshotEntry['runs'][string]['outcome'] {
  if (outcome === undefined) return { state: 'missing' };
  if (outcome.state !== 'completed') return { ...outcome };
  const { full, half } = outcome.averages;
  return { state: 'completed', averages: { full: [...full], half: [...half] } };
}

type StoredScore = { status: SnapshotScore['state']; value: number | null; low: number | null; high: number | null };

const scoreJson = ({ status, value, low, high }: StoredScore): SnapshotScore => ({ state: status, value, low, high });

interface Details extends Pick<SnapshotEntry, 'bundleDigest' | 'title' | 'authors' | 'licence' | 'verification'> {
  readonly scores: ReadonlyMap<string, SnapshotScore>;
}

/** What the list of entries doesn't have, by submission. */
async function loadDetails(client: Queryable, ids: readonly string[]): Promise<Map<string, Details>> {
  const rows = await client.submission.findMany({
    where: { id: { in: [...ids] } },
    select: { id: true, bundleDigest: true, title: true, authors: true, licence: true, verification: true },
  });
  const scores = await client.benchmarkScore.findMany({
    where: { submissionId: { in: [...ids] } },
    select: { submissionId: true, benchmarkId: true, status: true, value: true, low: true, high: true },
  });
  const byEntry = groupBy(scores, ({ submissionId }) => submissionId);
  return new Map(
    rows.map(({ id, authors, ...row }) => [
      id,
      {
        ...row,
        authors: (authors as { name: string }[]).map(({ name }) => name),
        scores: new Map(byEntry.get(id)?.map((score) => [score.benchmarkId, scoreJson(score)])),
      },
    ]),
  );
}

/** By `submission benchmark`. */
async function loadResultDigests(client: Queryable, ids: readonly string[]): Promise<Map<string, string>> {
  const runs = await client.run.findMany({
    where: { submissionId: { in: [...new Set(ids)] } },
    select: { submissionId: true, benchmarkId: true, resultDigest: true },
  });
  return new Map(
    runs.map(({ submissionId, benchmarkId, resultDigest }) => [`${submissionId} ${benchmarkId}`, resultDigest]),
  );
}

async function listWithdrawn(client: Queryable, suite: string): Promise<SnapshotBody['withdrawn']> {
  const rows = await client.submission.findMany({
    where: {
      boardScores: { some: { board: boardScope({ suite, group: 'all' }) } },
      tombstone: { not: null },
      tier: { in: [...RANKED_TIERS] },
    },
    select: {
      id: true,
      spec: true,
      tier: true,
      tombstone: true,
      tombstoneReason: true,
      tombstonedAt: true,
      supersededById: true,
    },
    orderBy: [{ tombstonedAt: 'asc' }, { id: 'asc' }],
  });
  return rows.flatMap(({ id, spec, tier, tombstone, tombstoneReason, tombstonedAt, supersededById }) =>
    tombstone === null || tombstonedAt === null
      ? []
      : [
          {
            submission: id,
            spec,
            tier,
            kind: tombstone,
            reason: tombstoneReason ?? '',
            at: toSeconds(tombstonedAt),
            supersededBy: supersededById,
          },
        ],
  );
}
