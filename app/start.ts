/** What a server process does before it answers: opens the database, makes the token, takes up interrupted scoring. */
import { EXIT_CODES, HeirloomError } from '#benchmarks/protocol/errors.ts';
import { say } from '#benchmarks/protocol/print.ts';
import { siteLimits } from '#leaderboard/access/site-limits.ts';
import { ensureAdminToken } from '#leaderboard/access/tokens.ts';
import { closeDatabase, getDatabase } from '#leaderboard/db/shared-database.ts';
import { dataDirectory, prepareDataDirectory } from '#leaderboard/host/data-directory.ts';
import { diskReserve, diskSpace, noSpaceError } from '#leaderboard/host/free-space.ts';
import { checkLimit } from '#leaderboard/host/job-limits.ts';
import { log } from '#leaderboard/host/log.ts';
import { moveBundles } from '#leaderboard/intake/move-bundles.ts';
import { removeLeftovers, warnOfEmptyStore } from '#leaderboard/intake/store-leftovers.ts';
import { removeAbandonedUploads } from '#leaderboard/intake/uploads.ts';
import { endScoring, onScoresChanged } from '#leaderboard/scores/schedule.ts';
import { watchScoring } from '#leaderboard/scores/watch.ts';
import { scheduleSnapshots, snapshotPeriod } from '#leaderboard/snapshots/schedule.ts';
import { endVerification, startVerification, verifiesHere } from '#leaderboard/verification/in-site.ts';
import { installDataVersion, refreshDataVersion } from './data-version.ts';
import { onEnd } from './server/ending.ts';
import { tellStarted } from './server/started.ts';
import { siteUrl } from './site-url.ts';

/** Ends the process where it can't serve, with a sentence where that helps: a site that answers every request with an error is none. */
export async function startServer(): Promise<void> {
  onEnd(() => {
    endScoring();
    return endVerification().then(closeDatabase);
  });
  installDataVersion();
  onScoresChanged(refreshDataVersion);
  try {
    siteUrl();
    const period = snapshotPeriod();
    checkLimit();
    diskReserve();
    siteLimits();
    const verifies = verifiesHere();
    const repaired = prepareDataDirectory(dataDirectory());
    if (repaired !== null) say(`heirloom: ${repaired}`);
    const database = await getDatabase();
    await refreshDataVersion();
    await logSpace();
    await ensureAdminToken(database);
    await removeAbandonedUploads();
    await moveBundles(database);
    await warnOfEmptyStore(database);
    removeLeftovers(database).catch((error: unknown) => log('leftovers of the bundle store stay', error));
    watchScoring(database);
    if (verifies && database.kind === 'embedded') startVerification(database);
    scheduleSnapshots(database, period, refreshDataVersion);
    tellStarted();
  } catch (error) {
    if (error instanceof HeirloomError) say(`heirloom: ${error.message}`);
    else log('the site could not start', error);
    process.exit(error instanceof HeirloomError ? EXIT_CODES[error.code] : 1);
  }
}

/** A site without room is started for what it has. */
async function logSpace(): Promise<void> {
  const { freeBytes, reserveBytes, isBelow } = await diskSpace();
  if (freeBytes !== null && isBelow) log(noSpaceError({ freeBytes, reserveBytes }).message);
}
