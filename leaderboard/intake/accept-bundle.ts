/** The one door through which submissions come in, whoever sends them. */
import type { BadReport } from '#benchmarks/bundle/check-source.ts';
import { HeirloomError, type Problem } from '#benchmarks/protocol/errors.ts';
import { familyOf } from '#benchmarks/protocol/family.ts';
import { requireDailyRoom } from '../access/daily-quota.ts';
import type { Bearer } from '../access/tokens.ts';
import { submissionPath } from '../catalog/page-paths.ts';
import type { Database } from '../db/database.ts';
import { Prisma } from '../generated/client.ts';
import { uploadsUnderWay } from '../host/under-way.ts';
import { checkInWorker } from '../host/worker-pool.ts';
import { saveQuickScores } from '../scores/quick-scores.ts';
import { scheduleAllScoring, scheduleScoring } from '../scores/schedule.ts';
import { sendTask } from '../verification/send.ts';
import type { EntryLabel } from '../views/index.ts';
import { bundleStore, withIncoming } from './bundle-store.ts';
import type { StorableBundle } from './kept-run.ts';
import { findSameResults } from './same-results.ts';
import { keepBundle, restoreBundle } from './store-bundle.ts';
import { keepModule } from './store-module.ts';
import { type Repeat, storeRepeat } from './store-repeat.ts';
import { insertSubmission, submissionId } from './store-submission.ts';

export interface AcceptInput {
  /** The `.tar.gz` on disk; it is left there. */
  readonly path: string;
  /** Who sends it, as requireToken found. */
  readonly bearer: Bearer;
  /** False where the caller has many to send and schedules the scoring of their boards once. */
  readonly schedule?: boolean;
  /** Of who sends it: one that goes before the check begins takes the bundle along. */
  readonly signal?: AbortSignal;
}

export interface Accepted {
  readonly id: string;
  /** Path of its page. */
  readonly path: string;
  readonly label: EntryLabel;
  /** False where the same bundle was there already. */
  readonly created: boolean;
  /** Whether it was there as reported and is the owner's from now on. */
  readonly adopted: boolean;
  /** What sending it again has changed, or why nothing, as a sentence; empty where it is new. */
  readonly note: string;
  readonly warnings: readonly Problem[];
}

/**
 * Checks a bundle and stores it with its scores; ranks follow. A bundle that doesn't pass leaves nothing behind.
 * @throws check-failed, hostile-archive or too-large with every problem at its place; timed-out; busy; interrupted;
 * rate-limited where it is new and the token's day has no room for it
 */
export async function acceptBundle(
  database: Database,
  { path, bearer, schedule = true, signal }: AcceptInput,
): Promise<Accepted> {
  const accept = async (folder: string): Promise<Accepted> => {
    const report = await checkInWorker({ file: path, folder, isOwners: bearer.scope === 'admin' }, signal);
    if (!report.ok) throw refusal(report);
    const same = await findSameResults(database, report);
    if (same !== null) return { ...same, created: false, adopted: false, warnings: report.warnings };
    const id = submissionId(report.bundleDigest);
    const created = await storeOnce(database, id, report, bearer);
    if (created && bearer.scope !== 'admin') await sendTask(database, id);
    const repeat: Repeat = created ? NEW : await storeRepeat(database, id, bearer);
    const { label, tier } = await database.prisma.submission.findUniqueOrThrow({
      where: { id },
      select: { label: true, tier: true },
    });
    if (repeat.changed && schedule) scheduleScoring(database, tier);
    const { adopted, note } = repeat;
    return { id, path: submissionPath(id), label, created, adopted, note, warnings: report.warnings };
  };
  return uploadsUnderWay().during(() => withIncoming(bundleStore(database), accept));
}

function refusal({ code, problems, omitted }: BadReport): HeirloomError {
  const more = omitted > 0 ? ` and ${omitted} more` : '';
  const count = problems.length === 1 ? '1 problem' : `${problems.length} problems`;
  return new HeirloomError(
    code,
    `The bundle was refused: ${count}${more}, listed with their places. Correct them and send it again.`,
    { problems },
  );
}

const NEW: Repeat = { changed: true, adopted: false, note: '' };

/**
 * Accepts many bundles through the same door and schedules their scoring when all have been tried. The next one is checked
 * while one is stored. Returns what became of each, in the order of the paths: one that is refused keeps no other back.
 */
export async function acceptBundles(
  database: Database,
  paths: readonly string[],
  bearer: Bearer,
): Promise<PromiseSettledResult<Accepted>[]> {
  const results: PromiseSettledResult<Accepted>[] = [];
  const accept = async (lane: number): Promise<void> => {
    for (let i = lane; i < paths.length; i += LANES) {
      const accepted = acceptBundle(database, { path: paths[i] as string, bearer, schedule: false });
      [results[i]] = await Promise.allSettled([accepted]);
    }
  };
  await Promise.all(Array.from({ length: LANES }, (_, lane) => accept(lane)));
  await scheduleAllScoring(database);
  return results;
}

const LANES = 2;

/**
 * Stores a submission unless it is there; of several at once one does it. Its bundle comes before its rows: what a row names
 * is there. Of one that is there already, what the store has lost is put back.
 */
async function storeOnce(database: Database, id: string, report: StorableBundle, bearer: Bearer): Promise<boolean> {
  const { prisma } = database;
  const isThere = async (): Promise<boolean> => (await prisma.submission.count({ where: { id } })) > 0;
  if (await isThere()) {
    await restoreBundle(database, id, report.unpacked);
    return false;
  }
  const { bytes } = report.unpacked.archive;
  const at = { family: familyOf(report.submission.strategy.spec), tier: report.submission.tier };
  try {
    // Asked before, too, so that what is refused takes no room on the disk.
    await requireDailyRoom(prisma, bearer, bytes, at);
    await keepBundle(database, report.unpacked);
    await prisma.$transaction(async (tx) => {
      await requireDailyRoom(tx, bearer, bytes, at);
      await insertSubmission(tx, report, bearer);
      await keepModule(tx, bundleStore(database), id);
      await saveQuickScores(tx, [id]);
    });
    return true;
  } catch (error) {
    const isDuplicate = error instanceof Prisma.PrismaClientKnownRequestError && error.code === 'P2002';
    // Of the same bundle sent twice at once, one may have taken the last room of the day.
    const isOverQuota = error instanceof HeirloomError && error.code === 'rate-limited';
    if ((isDuplicate || isOverQuota) && (await isThere())) return false;
    throw error;
  }
}
