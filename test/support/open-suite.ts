/** The board of a suite that is still open, filled by way of the site's own door: who is ranked there goes by its own rules. */

import { benchmarkName } from '#benchmarks/suite/catalog.ts';
import { listOwnBoards, ownBoardCards } from '#leaderboard/catalog/suites.ts';
import type { Database } from '#leaderboard/db/database.ts';
import { acceptBundles } from '#leaderboard/intake/accept-bundle.ts';
import { runScoringJob } from '#leaderboard/scores/job.ts';
import { saveQuickScores } from '#leaderboard/scores/quick-scores.ts';
import { scoringDone } from '#leaderboard/scores/schedule.ts';
import { packed, tempFile } from './archives.ts';
import { type Fabrication, fabricateBundle } from './fabricate.ts';

/** Small and quick to run. */
export const OPEN_BOARD = { suite: '0.3', group: 'closed-forms', tier: 'quick' } as const;

export const AS_REPLACE = 'temperature:value=1';
export const AS_BASELINE = 'gen0-samples+temperature:value=1';

const ENTRIES: readonly Pick<Fabrication, 'spec' | 'quality' | 'as'>[] = [
  { spec: 'replace', quality: 0 },
  { spec: 'oracle', quality: 100 },
  { spec: 'freeze', quality: 40 },
  { spec: 'gen0-samples', quality: 20 },
  { spec: AS_REPLACE, quality: 0, as: 'replace' },
  { spec: AS_BASELINE, quality: 20, as: 'gen0-samples' },
  { spec: 'temperature:value=1.05', quality: 60 },
  { spec: 'accumulate', quality: 0 },
  { spec: 'retain', quality: 30 },
];

/** Sends what stands on the board in the name of the site's owner and scores it; ids by specification. */
export async function fillOpenBoard(database: Database, token: number): Promise<ReadonlyMap<string, string>> {
  const benchmarks = ownBoardCards(OPEN_BOARD).map(benchmarkName);
  const files = [];
  for (const entry of ENTRIES)
    files.push(tempFile(packed(await fabricateBundle({ ...entry, tier: OPEN_BOARD.tier, benchmarks }))));
  const accepted = await acceptBundles(database, files, { id: token, scope: 'admin' });
  await scoringDone();
  const ids = accepted.map((result) => {
    if (result.status === 'rejected') throw result.reason;
    return result.value.id;
  });
  await saveQuickScores(database.prisma, ids, listOwnBoards([OPEN_BOARD.suite]));
  const { failures } = await runScoringJob(database, OPEN_BOARD);
  if (failures.length > 0) throw new Error('the board could not be scored', { cause: failures[0]?.error });
  return new Map(ENTRIES.map(({ spec }, index) => [spec, ids[index] as string]));
}
