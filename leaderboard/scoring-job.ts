/**
 * Brings the scores of a board up to date: entries whose controls have changed are scored again, overall intervals and
 * ranks are bootstrapped in a worker thread. What there is to do follows from what is stored, so a job that was cut short
 * is taken up by the next one, and one that finds nothing to do writes nothing.
 */
import type { BenchmarkCard } from '../benchmarks/protocol/card.ts';
import { canonicalJson, sha256 } from '../benchmarks/protocol/digest.ts';
import type { BoardRow } from '../benchmarks/scoring/index.ts';
import { basisOf, ControlIndex, listPairableRuns, type PairableRun } from './controls.ts';
import type { Queryable } from './db/data-version.ts';
import type { Database } from './db/database.ts';
import { type ScoreRow, saveScores } from './db/exact-numbers.ts';
import { type BoardKey, type Entry, listEntries, standingsOf } from './entries.ts';
import { SCORING_VERSION, type StoredRanking } from './facets.ts';
import { groupBy } from './group-by.ts';
import { loadScoringData, type ScoringGroup, scoringGroups } from './outcomes.ts';
import { listScorable, saveQuickScores } from './quick-scores.ts';
import { boardScope, ofGroup, ownCards } from './suites.ts';
import { scoreInWorker } from './worker-pool.ts';

/** Submissions scored in one go: bounds memory, and how long a transaction keeps others waiting. */
const CHUNK = 100;

/**
 * Runs one job. Jobs of one board must not overlap; see scoring-schedule.ts. Returns whether submissions were scored again:
 * that writes to every board they stand on, so the other boards have to be completed, too.
 */
export async function runScoringJob(database: Database, key: BoardKey): Promise<boolean> {
  const cards = ofGroup(ownCards(key.suite), key.group);
  // A suite of another checkout keeps the scores that it has.
  if (cards.length === 0) return false;
  const isRescored = await scoreAgain(database, key, cards);
  let entries = await listEntries(database.prisma, key);
  if (await completeOverall(database, key, cards, entries)) entries = await listEntries(database.prisma, key);
  await rankDivisions(database, key, cards, entries);
  return isRescored;
}

function chunks<Item>(items: readonly Item[]): Item[][] {
  return Array.from({ length: Math.ceil(items.length / CHUNK) }, (_, i) => items.slice(i * CHUNK, (i + 1) * CHUNK));
}

/**
 * Scores again what rests on controls that are no longer the newest, or on another version, and what has run a benchmark
 * of the board but isn't on it yet, because the suite is newer.
 */
async function scoreAgain({ prisma }: Database, key: BoardKey, cards: readonly BenchmarkCard[]): Promise<boolean> {
  const present = await prisma.submission.findMany({
    where: {
      tier: key.tier,
      tombstone: null,
      runs: { some: { OR: cards.map(({ id, version }) => ({ benchmarkId: id, benchmarkVersion: version })) } },
    },
    select: { id: true },
    orderBy: { id: 'asc' },
  });
  const runs = await listPairableRuns(prisma, idsOf(present));
  const index = await ControlIndex.load(prisma, setupsOf(runs));
  const runsOf = groupBy(runs, (run) => run.submissionId);
  const entries = new Map((await listEntries(prisma, key)).map((entry) => [entry.id, entry]));
  const isStale = ({ id }: { readonly id: string }): boolean => {
    const overall = entries.get(id)?.overall;
    return (
      overall?.scoringVersion !== SCORING_VERSION || overall.facets.basis !== basisOf(cards, runsOf.get(id), index)
    );
  };
  const stale = present.filter(isStale);
  for (const chunk of chunks(stale)) await prisma.$transaction((tx) => saveQuickScores(tx, idsOf(chunk)));
  return stale.length > 0;
}

/** What the board's scores of some submissions are computed from. */
async function loadGroups(
  client: Queryable,
  cards: readonly BenchmarkCard[],
  ids: readonly string[],
): Promise<ScoringGroup[]> {
  return scoringGroups(await loadScoringData(client, await listScorable(client, ids)), cards);
}

const idsOf = (items: readonly { readonly id: string }[]): string[] => items.map(({ id }) => id);
const setupsOf = (runs: readonly PairableRun[]): string[] => runs.map(({ setupDigest }) => setupDigest);

/** Computes the intervals of overall scores that have none yet; returns whether there were any. */
async function completeOverall(
  { prisma }: Database,
  key: BoardKey,
  cards: readonly BenchmarkCard[],
  entries: readonly Entry[],
): Promise<boolean> {
  const quick = entries.filter(({ overall }) => overall.facets.stage === 'quick');
  for (const chunk of chunks(quick)) {
    const byId = new Map(chunk.map((entry) => [entry.id, entry]));
    for (const { basis, grounds, entries: members } of await loadGroups(prisma, cards, idsOf(chunk))) {
      const { rows } = await scoreInWorker({ grounds, entries: members });
      const complete = rows.flatMap((row) => {
        const entry = byId.get(row.id);
        // Where newer controls have come meanwhile, their job is waiting.
        return entry?.overall.facets.basis === basis ? [completeRow(key, entry, row)] : [];
      });
      await saveScores(prisma, complete);
    }
  }
  return quick.length > 0;
}

/** Ranks every division whose members or their scores have changed. */
async function rankDivisions(
  { prisma }: Database,
  key: BoardKey,
  cards: readonly BenchmarkCard[],
  entries: readonly Entry[],
): Promise<void> {
  const standings = standingsOf(key, entries);
  const isMember = (entry: Entry): boolean => standings.get(entry.id)?.state !== 'unranked';
  for (const [division, own] of groupBy(entries, (entry) => entry.division)) {
    const members = own.filter(isMember);
    const digest = membersDigest(members);
    const former = own.filter((entry) => !isMember(entry) && entry.overall.facets.ranking !== null);
    const isCurrent = members.every((entry) => entry.overall.facets.ranking?.members === digest);
    if (isCurrent && former.length === 0) continue;
    const ranked = isCurrent ? [] : await rankMembers(prisma, key, cards, members, digest, division);
    await saveScores(prisma, [...ranked, ...former.map((entry) => overallRow(key, entry, null, null))]);
  }
}

async function rankMembers(
  prisma: Database['prisma'],
  key: BoardKey,
  cards: readonly BenchmarkCard[],
  members: readonly Entry[],
  digest: string,
  division: string,
): Promise<ScoreRow[]> {
  const groups = await loadGroups(prisma, cards, idsOf(members));
  const group = groups.find(({ basis }) => basis === members[0]?.overall.facets.basis);
  // Newer controls have come since the members were listed: the job that they started ranks them.
  if (!group || group.entries.length !== members.length) return [];
  const rankable = group.entries.map((entry) => ({ ...entry, division, rankable: true }));
  const { rows } = await scoreInWorker({ grounds: group.grounds, entries: rankable });
  const byId = new Map(rows.map((row) => [row.id, row]));
  return members.flatMap((entry) => {
    const rank = byId.get(entry.id)?.rank;
    if (!rank) return [];
    const flips = (byId.get(entry.id)?.flips ?? []).map(({ other }) => other);
    return [overallRow(key, entry, { members: digest, position: rank.position, of: rank.of, flips }, rank)];
  });
}

/** With the same members, resting on the same, the ranks are the same. */
function membersDigest(members: readonly Entry[]): string {
  const rows = members.map(
    ({ id, overall }) => [id, overall.value, overall.facets.basis, overall.scoringVersion] as const,
  );
  return sha256(canonicalJson(rows.sort(([a], [b]) => (a < b ? -1 : 1)).map((row) => [...row])));
}

/** Without a rank, also where a job has ranked it already: an entry that came between a job's two steps. It is ranked next. */
function completeRow(key: BoardKey, entry: Entry, { overall, lacking }: BoardRow): ScoreRow {
  const row = overallRow(key, entry, null, null);
  const interval = overall?.interval ?? null;
  return {
    ...row,
    status: overall === null ? 'incomplete' : 'scored',
    value: overall?.value ?? null,
    low: interval?.[0] ?? null,
    high: interval?.[1] ?? null,
    intervalKind: interval === null ? null : 'bootstrap',
    facets: { ...row.facets, stage: 'full', iqm: overall?.interquartileMean ?? null, lacking },
  };
}

function overallRow(
  key: BoardKey,
  entry: Entry,
  ranking: StoredRanking | null,
  rank: { readonly best: number; readonly worst: number } | null,
): ScoreRow {
  const { status, value, low, high, facets } = entry.overall;
  return {
    submissionId: entry.id,
    scope: boardScope(key),
    status,
    value,
    low,
    high,
    intervalKind: low === null ? null : 'bootstrap',
    rankLow: rank?.best ?? null,
    rankHigh: rank?.worst ?? null,
    facets: { ...facets, ranking },
    scoringVersion: SCORING_VERSION,
  };
}
