/**
 * What pages read. Each function is answered once per request; the pages themselves are cached whole and rendered again
 * when the data version moves (cache-handler.mjs), so nothing here has to be told of a change.
 */

import { cache } from 'react';
import { HeirloomError } from '#benchmarks/protocol/errors.ts';
import type { Tier } from '#benchmarks/protocol/ids.ts';
import { cardNamed, folderOf } from '#benchmarks/suite/catalog.ts';
import { getBenchmark, listBenchmarks } from '#leaderboard/benchmarks/page.ts';
import { getBoard } from '#leaderboard/boards/board.ts';
import { getBenchmarkDoses, getDoses } from '#leaderboard/boards/doses.ts';
import { findLeadingTier } from '#leaderboard/boards/leading-tier.ts';
import { getReadme } from '#leaderboard/catalog/readme.ts';
import { suiteOfPage } from '#leaderboard/catalog/suites.ts';
import { listChoosable } from '#leaderboard/comparisons/choosable.ts';
import { getDatabase } from '#leaderboard/db/shared-database.ts';
import { getChanges } from '#leaderboard/snapshots/changes.ts';
import { getSnapshotPage, type SnapshotPageView } from '#leaderboard/snapshots/page.ts';
import { listSnapshots } from '#leaderboard/snapshots/read.ts';
import { getFamilyDoses } from '#leaderboard/strategies/doses.ts';
import { getStrategy, listStrategies } from '#leaderboard/strategies/page.ts';
import { getModule } from '#leaderboard/submissions/module.ts';
import { getSubmission } from '#leaderboard/submissions/page.ts';
import { getRunLedger } from '#leaderboard/submissions/run-detail.ts';
import { getFrames } from '#leaderboard/submissions/samples.ts';
import { getVerification, getVerificationQueue } from '#leaderboard/verification/view.ts';
import type {
  BenchmarkListView,
  BenchmarkView,
  BoardDosesView,
  BoardView,
  ChangesView,
  ChoosableEntry,
  ComparisonView,
  DosesView,
  FamilyDosesView,
  FramesView,
  LedgerView,
  ModuleView,
  SnapshotListView,
  StrategySummary,
  StrategyView,
  SubmissionView,
  VerificationQueueView,
  VerificationStatusView,
} from '#leaderboard/views/index.ts';
import { parseBoardSegments } from './board-query.ts';
import { findComparison } from './comparisons.ts';
import { siteUrl } from './site-url.ts';

/** One page of a board, by its address; null where there is none. Arguments are plain so that equal calls are one query. */
export const readBoard = cache(async (path: string): Promise<BoardView | null> => {
  const [, , suite = '', named = '', division = '', ...view] = path.split('/');
  const query = parseBoardSegments({ suite, tier: named, division, view });
  if (query === null) return null;
  const database = await getDatabase();
  const tier =
    query.tier ?? (await findLeadingTier(database.prisma, { suite: query.suite, group: query.group ?? 'all' }));
  return getBoard(database, { ...query, tier });
});

/** The tier that pages of the newest suite show where their address names none; of a benchmark, among those that ran it. */
export const readLeadingTier = cache(
  async (benchmark?: string): Promise<Tier> =>
    findLeadingTier((await getDatabase()).prisma, { suite: suiteOfPage(benchmark), group: 'all' }, benchmark),
);

/** Everything of a submission's page, or null where there is none of that id. */
export const readSubmission = cache(
  async (id: string): Promise<SubmissionView | null> => getSubmission(await getDatabase(), id),
);

/** A run's ledger by generation; empty where there is no such run. */
export const readRunLedger = cache(
  async (id: string, benchmark: string): Promise<readonly LedgerView[]> =>
    (await getRunLedger(await getDatabase(), id, benchmark)) ?? [],
);

/** The module of a submission's strategy, or null where it is none. */
export const readModule = cache(async (id: string): Promise<ModuleView | null> => getModule(await getDatabase(), id));
/** Where the verification of a submission stood when its page was made; what runs says the API (live-verification.tsx). */
export const readVerification = cache(
  async (id: string): Promise<VerificationStatusView | null> => getVerification(await getDatabase(), id),
);

export const readVerificationQueue = cache(
  async (): Promise<VerificationQueueView> => getVerificationQueue(await getDatabase()),
);

/** The newest snapshots, with how many there are. */
export const readSnapshots = cache(
  async (): Promise<SnapshotListView> =>
    (await listSnapshots(await getDatabase(), 1)) ?? { snapshots: [], page: 1, pages: 1, total: 0 },
);

/** Everything of a snapshot's page, or null where there is none of that id. */
export const readSnapshotPage = cache(
  async (id: string): Promise<SnapshotPageView | null> => getSnapshotPage(await getDatabase(), id, siteUrl()),
);

/** What differs between two snapshots, or null where one of them isn't there or they can't be compared. */
export const readChanges = cache(async (id: string, other: string): Promise<ChangesView | null> => {
  try {
    return await getChanges(await getDatabase(), id, other);
  } catch (error) {
    if (error instanceof HeirloomError && ['not-found', 'conflict'].includes(error.code)) return null;
    throw error;
  }
});

/** A benchmark at a tier, by default the leading one; null where there is none of that id. */
export const readBenchmark = cache(
  async (id: string, tier: Tier | null): Promise<BenchmarkView | null> =>
    getBenchmark(await getDatabase(), { id, tier: tier ?? (await readLeadingTier(id)) }),
);

/** All benchmarks, at the leading tier. */
export const readBenchmarks = cache(
  async (): Promise<BenchmarkListView> => listBenchmarks(await getDatabase(), await readLeadingTier()),
);

/** The protocol card of a benchmark as HTML, or null. */
export const readBenchmarkReadme = cache((id: string): Promise<string | null> => {
  const card = cardNamed(id);
  return getReadme('suite', card === null ? id : folderOf(card));
});

/**
 * Two to six submissions compared, by their ids joined with commas; why they can't be, as a sentence; or after how many
 * seconds to ask again, because too many others are being compared.
 */
export const readComparison = cache(
  async (
    ids: string,
  ): Promise<{ readonly view: ComparisonView } | { readonly problem: string } | { readonly retrySeconds: number }> => {
    try {
      return { view: await findComparison(ids.split(',')) };
    } catch (error) {
      if (!(error instanceof HeirloomError)) throw error;
      if (error.code === 'busy') return { retrySeconds: Number(error.context.retryAfter) };
      if (['not-found', 'bad-parameter'].includes(error.code)) return { problem: error.message };
      throw error;
    }
  },
);

/** What the models of a run drew; null where there are no samples, or they can't be read. */
export const readFrames = cache(async (id: string, benchmark: string): Promise<FramesView | null> => {
  try {
    return await getFrames(await getDatabase(), id, benchmark);
  } catch (error) {
    if (error instanceof HeirloomError && ['not-found', 'input-output'].includes(error.code)) return null;
    throw error;
  }
});

/** Entries that a chooser offers; of a benchmark, only those that ran it. */
export const readChoosable = cache(
  async (benchmark?: string): Promise<readonly ChoosableEntry[]> => listChoosable(await getDatabase(), benchmark),
);

/** All strategies with their best entries, at the leading tier. */
export const readStrategies = cache(
  async (): Promise<{ readonly tier: Tier; readonly strategies: readonly StrategySummary[] }> => {
    const tier = await readLeadingTier();
    return { tier, strategies: await listStrategies(await getDatabase(), tier) };
  },
);

/** A strategy with a page of its results, or null where there is none of that id, or no such page. */
export const readStrategy = cache(
  async (id: string, page: number): Promise<StrategyView | null> => getStrategy(await getDatabase(), id, page),
);

/** The doses of a family on a board of all benchmarks; null where there are not two. */
export const readBoardFamily = cache(
  async (suite: string, tier: Tier, family: string): Promise<DosesView | null> =>
    getDoses(await getDatabase(), { suite, tier, group: 'all' }, family),
);

/** The doses of families on one benchmark; empty where there are none. */
export const readBenchmarkDoses = cache(
  async (suite: string, tier: Tier, benchmark: string): Promise<readonly BoardDosesView[]> =>
    (await getBenchmarkDoses(await getDatabase(), { suite, tier, group: 'all' }, benchmark))?.doses ?? [],
);

/** A strategy's doses by itself, on the board that says most of them. */
export const readFamilyDoses = cache(
  async (id: string): Promise<FamilyDosesView> => getFamilyDoses(await getDatabase(), id),
);

/** What a strategy does, claims and was measured at, as HTML, or null. */
export const readStrategyReadme = cache((id: string): Promise<string | null> => getReadme('strategies', id));
