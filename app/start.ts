/** What a server process does before it answers: opens the database, makes the token, takes up interrupted scoring. */
import { EXIT_CODES, HeirloomError } from '../benchmarks/protocol/errors.ts';
import { say } from '../benchmarks/protocol/print.ts';
import { getDatabase } from '../leaderboard/db/shared-database.ts';
import { checkLimit } from '../leaderboard/job-limits.ts';
import { onScoresChanged, scheduleAllScoring } from '../leaderboard/scoring-schedule.ts';
import { scheduleSnapshots, snapshotPeriod } from '../leaderboard/snapshots/schedule.ts';
import { ensureAdminToken } from '../leaderboard/tokens.ts';
import { removeAbandonedUploads } from '../leaderboard/uploads.ts';
import { answerMethods } from './answer-methods.ts';
import { installDataVersion, refreshDataVersion } from './data-version.ts';
import { mendAddresses } from './mend-addresses.ts';
import { siteUrl } from './site-url.ts';

/** Ends the process, with a message and no stack, where the database can't be opened. */
export async function startServer(): Promise<void> {
  mendAddresses();
  answerMethods();
  installDataVersion();
  onScoresChanged(refreshDataVersion);
  try {
    siteUrl();
    const period = snapshotPeriod();
    checkLimit();
    const database = await getDatabase();
    await ensureAdminToken(database);
    await removeAbandonedUploads();
    await scheduleAllScoring(database);
    scheduleSnapshots(database, period, refreshDataVersion);
  } catch (error) {
    if (!(error instanceof HeirloomError)) throw error;
    say(`heirloom: ${error.message}`);
    process.exit(EXIT_CODES[error.code]);
  }
}
