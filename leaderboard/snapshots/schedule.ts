/**
 * Snapshots that a site takes by itself. HEIRLOOM_SNAPSHOTS says how often; one is due when its day, week or month (UTC) has
 * none yet. Where nothing has changed there is nothing to take, so a quiet site doesn't pile up copies.
 */
import { HeirloomError } from '#benchmarks/protocol/errors.ts';
import { SUITES, type SuiteId } from '#benchmarks/suite/manifests.ts';
import type { Database } from '../db/database.ts';
import { diskSpace } from '../host/free-space.ts';
import { log } from '../host/log.ts';
import { settleEach } from '../host/settle-each.ts';
import { type CreatedSnapshot, createSnapshot } from './create.ts';
import { latestSnapshot } from './read.ts';

export const PERIODS = ['off', 'daily', 'weekly', 'monthly'] as const;
export type Period = (typeof PERIODS)[number];

const CHECK_EVERY_MS = 10 * 60 * 1000;

/** @throws bad-parameter where HEIRLOOM_SNAPSHOTS is none of the periods */
export function snapshotPeriod(environment: NodeJS.ProcessEnv = process.env): Period {
  const named = environment.HEIRLOOM_SNAPSHOTS?.trim() || 'off';
  const period = PERIODS.find((candidate) => candidate === named);
  if (period) return period;
  throw new HeirloomError(
    'bad-parameter',
    `HEIRLOOM_SNAPSHOTS is "${named.slice(0, 100)}"; expected one of ${PERIODS.join(', ')}.`,
  );
}

/** When the period that a moment lies in began; weeks begin on Monday. */
export function periodStart(period: Exclude<Period, 'off'>, now: Date): Date {
  const [year, month, day] = [now.getUTCFullYear(), now.getUTCMonth(), now.getUTCDate()];
  if (period === 'monthly') return new Date(Date.UTC(year, month, 1));
  const sinceMonday = (now.getUTCDay() + 6) % 7;
  return new Date(Date.UTC(year, month, period === 'weekly' ? day - sinceMonday : day));
}

/** Takes a snapshot of a suite where the period has none; null where none is due, or nothing can be taken yet. */
export async function takeDueSnapshot(
  database: Database,
  suite: SuiteId,
  period: Period,
  now: Date,
): Promise<CreatedSnapshot | null> {
  if (period === 'off') return null;
  const latest = await latestSnapshot(database.prisma, suite);
  if (latest && new Date(latest.snapshot.createdAt) >= periodStart(period, now)) return null;
  try {
    return await createSnapshot(database, { now, suite });
  } catch (error) {
    // Nothing is ranked yet, or ranks are being computed: the next look will do.
    if (error instanceof HeirloomError && (error.code === 'not-found' || error.code === 'conflict')) return null;
    throw error;
  }
}

/** Looks now and every ten minutes, for as long as the process lives. */
export function scheduleSnapshots(database: Database, period: Period, onTaken: () => Promise<void>): void {
  if (period === 'off') return;
  const look = async (): Promise<void> => {
    if ((await diskSpace()).isBelow) {
      log('scheduled snapshots wait until the disk has room again');
      return;
    }
    const failures = await settleEach(SUITES, async (suite) => {
      const taken = await takeDueSnapshot(database, suite, period, new Date());
      if (taken?.created) await onTaken();
    });
    for (const { item, error } of failures) log(`the scheduled snapshot of suite ${item} failed`, error);
  };
  void look();
  setInterval(look, CHECK_EVERY_MS).unref();
}
