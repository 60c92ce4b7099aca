/**
 * Brings the scores of a board up to date: entries whose controls have changed are scored again, overall intervals, ranks and
 * differences from idle baselines are bootstrapped in a worker thread. What there is to do follows from what is stored, so a job that was cut short
 * is taken up by the next one, and one that finds nothing to do writes nothing.
 */
import { basisOf } from '#benchmarks/board/basis.ts';
import { boardInput, type ScoringGroup, scoringGroups } from '#benchmarks/board/groups.ts';
import { placeName } from '#benchmarks/board/place.ts';
import type { BenchmarkCard } from '#benchmarks/protocol/card.ts';
import { canonicalJson, sha256 } from '#benchmarks/protocol/digest.ts';
import { groupBy } from '#benchmarks/protocol/group-by.ts';
import type { ScoredRow } from '#benchmarks/scoring/index.ts';
import { overallRuleOf, rankRulesOf } from '#benchmarks/suite/manifests.ts';
import { type BoardKey, type Entry, listEntries, standingsOf } from '../boards/entries.ts';
import { boardScope, ownBoardCards, standsOn } from '../catalog/suites.ts';
import type { Queryable } from '../db/data-version.ts';
import type { Database } from '../db/database.ts';
import { type BoardScore, type BoardScoreRow, type StoredRank, saveBoardScores } from '../db/save-scores.ts';
import { type Failure, type JobFailure, settleEach, settleTogether } from '../host/settle-each.ts';
import { scoreInWorker } from '../host/worker-pool.ts';
import { chunks, idsOf } from './chunks.ts';
import { ControlIndex, listPairableRuns, type PairableRun } from './controls.ts';
import { completeIdleStandings } from './idle-standings.ts';
import { loadScoringData } from './outcomes.ts';
import { saveQuickScores } from './quick-scores.ts';
import { restoreResults } from './restore-results.ts';
import { SCORING_VERSION } from './version.ts';

export interface JobResult {
  /** Whether submissions were scored again: that writes to every board they stand on, so those have to be completed, too. */
  readonly isRescored: boolean;
  /** What could not be done, each with what it is about; everything else was. */
  readonly failures: readonly JobFailure[];
}

/** Runs one job. Jobs of one board must not overlap; see schedule.ts. What fails keeps nothing else from being done. */
export async function runScoringJob(database: Database, key: BoardKey): Promise<JobResult> {
  const cards = ownBoardCards(key);
  // A board of which this checkout lacks a benchmark keeps the scores that it has.
  if (cards.length === 0) return { isRescored: false, failures: [] };
  const present = await listPresent(database, key, cards);
  if (present.length === 0) return { isRescored: false, failures: [] };
  const { isRescored, failures } = await scoreAgain(database, key, cards, present);
  let entries = await listEntries(database.prisma, key);
  const completed = await completeOverall(database, key, cards, entries);
  if (completed.any) entries = await listEntries(database.prisma, key);
  const unranked = await rankPlaces(database, key, cards, entries);
  const notCompared = (await completeIdleStandings(database, key, cards, entries)).map(ofSubmission);
  return { isRescored, failures: [...failures, ...completed.failures, ...unranked, ...notCompared] };
}

/** Those that have run a benchmark of the board. */
function listPresent(
  { prisma }: Database,
  { tier }: BoardKey,
  cards: readonly BenchmarkCard[],
): Promise<{ readonly id: string }[]> {
  return prisma.submission.findMany({
    where: {
      tier,
      tombstone: null,
      runs: { some: { OR: cards.map(({ id, version }) => ({ benchmarkId: id, benchmarkVersion: version })) } },
    },
    select: { id: true },
    orderBy: { id: 'asc' },
  });
}

/**
 * Scores again what rests on other controls than it would now, or on another version, and what has run a benchmark of the
 * board but isn't on it yet, because the suite is newer.
 */
async function scoreAgain(
  { prisma }: Database,
  key: BoardKey,
  cards: readonly BenchmarkCard[],
  present: readonly { readonly id: string }[],
): Promise<JobResult> {
  const runs = await listPairableRuns(prisma, idsOf(present));
  const index = await ControlIndex.load(prisma, runs);
  const runsOf = groupBy(runs, (run) => run.submissionId);
  const entries = new Map((await listEntries(prisma, key)).map((entry) => [entry.id, entry]));
  const hasPlaces = rankRulesOf(key.suite).places !== undefined;
  const isStale = ({ id }: { readonly id: string }): boolean => {
    const overall = entries.get(id)?.overall;
    return (
      overall?.scoringVersion !== SCORING_VERSION ||
      // Stored before the suite's rules knew of budgets.
      (overall.classes !== null) !== hasPlaces ||
      overall.basis !== basisOf(cards, runsOf.get(id), (run) => index.find(run))
    );
  };
  const stale = present.filter(({ id }) => standsOn(key, runsOf.get(id) ?? [])).filter(isStale);
  const failures: Failure<string>[] = [];
  for (const chunk of chunks(stale))
    failures.push(
      ...(await settleTogether(idsOf(chunk), (ids) => prisma.$transaction((tx) => restoreAndScore(tx, ids)))),
    );
  return { isRescored: stale.length > failures.length, failures: failures.map(ofSubmission) };
}

const ofSubmission = ({ item, error }: Failure<string>): JobFailure => ({
  item: `submission ${item}`,
  submission: item,
  error,
});

async function restoreAndScore(tx: Queryable, ids: readonly string[]): Promise<void> {
  await restoreResults(tx, ids);
  await saveQuickScores(tx, ids);
}

/** What the board's scores of some submissions are computed from. */
async function loadGroups(
  client: Queryable,
  cards: readonly BenchmarkCard[],
  ids: readonly string[],
): Promise<ScoringGroup<PairableRun>[]> {
  return scoringGroups(await loadScoringData(client, ids), cards);
}

/** Computes the intervals of overall scores that have none yet; `any`: whether there were some. */
async function completeOverall(
  { prisma }: Database,
  key: BoardKey,
  cards: readonly BenchmarkCard[],
  entries: readonly Entry[],
): Promise<{ readonly any: boolean; readonly failures: readonly JobFailure[] }> {
  // What could not be scored again has none of this version to complete.
  const quick = entries.filter(
    ({ overall }) => overall.stage === 'quick' && overall.scoringVersion === SCORING_VERSION,
  );
  const byId = new Map(quick.map((entry) => [entry.id, entry]));
  const complete = async (ids: readonly string[]): Promise<void> => {
    for (const group of await loadGroups(prisma, cards, ids)) {
      const { rows } = await scoreInWorker(boardInput(group, overallRuleOf(key.suite)));
      const completed = rows.flatMap((row) => {
        const entry = byId.get(row.id);
        // Where newer controls have come meanwhile, their job is waiting.
        return entry?.overall.basis === group.basis ? [completeRow(key, entry, row)] : [];
      });
      await saveBoardScores(prisma, completed);
    }
  };
  const failures: Failure<string>[] = [];
  for (const chunk of chunks(quick)) failures.push(...(await settleTogether(idsOf(chunk), complete)));
  return { any: quick.length > 0, failures: failures.map(ofSubmission) };
}

/** Ranks every place whose members or their scores have changed; returns those that could not be ranked. */
async function rankPlaces(
  { prisma }: Database,
  key: BoardKey,
  cards: readonly BenchmarkCard[],
  entries: readonly Entry[],
): Promise<JobFailure[]> {
  const standings = standingsOf(key, entries);
  // One that could not be scored again, or has no interval yet where a rank rests on it, stays pending; the others are ranked without it.
  const isKnown = rankRulesOf(key.suite).above ? ({ stage }: BoardScore) => stage === 'full' : () => true;
  const isMember = ({ id, overall }: Entry): boolean =>
    standings.get(id)?.state !== 'unranked' && overall.scoringVersion === SCORING_VERSION && isKnown(overall);
  const failures = await settleEach(groupBy(entries, placeName), async ([place, own]) => {
    const members = own.filter(isMember);
    const digest = membersDigest(members);
    const former = own.filter((entry) => !isMember(entry) && entry.overall.rank !== null);
    const isCurrent = members.every((entry) => entry.overall.rank?.members === digest);
    if (isCurrent && former.length === 0) return;
    const ranked = isCurrent ? [] : await rankMembers(prisma, key, cards, members, digest, place);
    await saveBoardScores(prisma, [...ranked, ...former.map((entry) => boardRow(key, entry, null))]);
  });
  return failures.map(({ item: [place], error }) => ({ item: `place ${place}`, submission: null, error }));
}

async function rankMembers(
  prisma: Database['prisma'],
  key: BoardKey,
  cards: readonly BenchmarkCard[],
  members: readonly Entry[],
  digest: string,
  place: string,
): Promise<BoardScoreRow[]> {
  const groups = await loadGroups(prisma, cards, idsOf(members));
  const group = groups.find(({ basis }) => basis === members[0]?.overall.basis);
  // Newer controls have come since the members were listed: the job that they started ranks them.
  if (!group || group.entries.length !== members.length) return [];
  const places = new Map(idsOf(members).map((id) => [id, place]));
  const { rows } = await scoreInWorker(boardInput(group, overallRuleOf(key.suite), places));
  const byId = new Map(rows.map((row) => [row.id, row]));
  return members.flatMap((entry) => {
    const rank = byId.get(entry.id)?.rank;
    if (!rank) return [];
    const flips = (byId.get(entry.id)?.flips ?? []).map(({ other }) => other);
    const { best: low, worst: high, position, of } = rank;
    return [boardRow(key, entry, { low, high, position, of, members: digest, flips })];
  });
}

/** With the same members, resting on the same, the ranks are the same. */
function membersDigest(members: readonly Entry[]): string {
  const rows = members.map(({ id, overall }) => [id, overall.value, overall.basis, overall.scoringVersion] as const);
  return sha256(canonicalJson(rows.sort(([a], [b]) => (a < b ? -1 : 1)).map((row) => [...row])));
}

/** Without a rank, also where a job has ranked it already: an entry that came between a job's two steps. It is ranked next. */
function completeRow(key: BoardKey, entry: Entry, { overall, lacking }: ScoredRow): BoardScoreRow {
  const interval = overall?.interval ?? null;
  return {
    ...boardRow(key, entry, null),
    status: overall === null ? 'incomplete' : 'scored',
    value: overall?.value ?? null,
    low: interval?.[0] ?? null,
    high: interval?.[1] ?? null,
    stage: 'full',
    iqm: overall?.interquartileMean ?? null,
    lacking,
  };
}

function boardRow(key: BoardKey, { id, overall }: Entry, rank: StoredRank | null): BoardScoreRow {
  return { ...overall, submissionId: id, board: boardScope(key), rank };
}
