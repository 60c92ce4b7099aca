/**
 * New entries of a token in 24 hours, and their bytes. They are counted from the events of the database, so that a restart
 * forgets nothing and all processes on one database count together. What is refused, and what was here already, is no entry.
 */
import type { Tier } from '#benchmarks/protocol/ids.ts';
import type { Queryable } from '../db/data-version.ts';
import { isCounted, overQuota, type Quota } from './quota.ts';
import { siteLimits } from './site-limits.ts';
import type { Bearer } from './tokens.ts';

const DAY_MS = 24 * 60 * 60 * 1000;
/** As limits and messages count them. */
const MEGABYTE = 1024 * 1024;
/** Of advisory locks: one token's uploads are stored one after the other, whichever process has them. */
const LOCK_CLASS = 0x4e2;

/** What a new entry is an attempt at. */
export interface AttemptAt {
  /** As submissions store it: the strategies without their parameters. */
  readonly family: string;
  readonly tier: Tier;
}

interface Counted {
  readonly at: Date;
  /** Of the packed bundle. Events of earlier versions don't say: 0. */
  readonly bytes: number;
}

/** What the token has made in the last 24 hours, the oldest first. Reads as many rows as a day may have. */
async function listCounted(client: Queryable, { id }: Bearer, now: Date): Promise<Counted[]> {
  const since = new Date(now.getTime() - DAY_MS);
  return client.$queryRaw<Counted[]>`
    SELECT "created_at" AS "at", COALESCE(("data"->>'bytes')::float8, 0) AS "bytes" FROM "events"
    WHERE "token_id" = ${id}::int AND "created_at" > ${since}::timestamp AND "kind" = 'submission.created'
    ORDER BY "created_at"`;
}

/** Entries and bytes of the token's last 24 hours. */
export async function dailyQuotas(client: Queryable, bearer: Bearer, now = new Date()): Promise<readonly Quota[]> {
  return quotasOf(await listCounted(client, bearer, now), now);
}

function quotasOf(counted: readonly Counted[], now: Date): readonly [Quota, Quota] {
  const { entriesPerDay, megabytesPerDay } = siteLimits();
  const windowSeconds = DAY_MS / 1000;
  const moreInSeconds = counted[0] === undefined ? null : secondsUntilGone(counted[0], now);
  const bytes = counted.reduce((sum, entry) => sum + entry.bytes, 0);
  return [
    { policy: 'entries', limit: entriesPerDay, used: counted.length, windowSeconds, moreInSeconds },
    { policy: 'bytes', limit: megabytesPerDay * MEGABYTE, used: bytes, windowSeconds, moreInSeconds },
  ];
}

const secondsUntilGone = ({ at }: Counted, now: Date): number =>
  Math.max(1, Math.ceil((at.getTime() + DAY_MS - now.getTime()) / 1000));

/**
 * To be called in the transaction that stores a new entry of `bytes`: until that ends, no other of the token is counted. Outside
 * of one it waits for those that are being stored and tells what holds now.
 * @param at counted against the limit of its strategy, too
 * @throws rate-limited where there is no room for it, saying when there is
 */
export async function requireDailyRoom(
  client: Queryable,
  bearer: Bearer,
  bytes: number,
  at: AttemptAt | null = null,
  now = new Date(),
): Promise<void> {
  if (!isCounted(bearer)) return;
  await client.$executeRaw`SELECT pg_advisory_xact_lock(${LOCK_CLASS}::int, ${bearer.id}::int)`;
  const counted = await listCounted(client, bearer, now);
  const [entries, size] = quotasOf(counted, now);
  if (entries.used >= entries.limit) {
    // So many of the oldest have to be gone that one more fits.
    const last = counted[entries.used - entries.limit] as Counted;
    const words = `This token has made ${entries.used} new entries in the last 24 hours; the site takes ${entries.limit}. A bundle that is here already can be sent at any time.`;
    throw overQuota(entries, words, secondsUntilGone(last, now));
  }
  if (at !== null) await requireStrategyRoom(client, bearer, at, now);
  if (size.used + bytes > size.limit) {
    const last = lastInTheWay(counted, size.used + bytes - size.limit);
    const words = `This bundle has ${inMegabytes(bytes)} MB and the new entries of this token in the last 24 hours ${inMegabytes(size.used)} MB; the site takes ${inMegabytes(size.limit)} MB.`;
    throw overQuota(size, words, secondsUntilGone(last, now));
  }
}

/** @throws rate-limited where the token has made as many entries of the strategy at the tier as it may */
async function requireStrategyRoom(
  client: Queryable,
  { id }: Bearer,
  { family, tier }: AttemptAt,
  now: Date,
): Promise<void> {
  const since = new Date(now.getTime() - DAY_MS);
  const made = await client.submission.findMany({
    where: { tokenId: id, family, tier, createdAt: { gt: since } },
    select: { createdAt: true },
    orderBy: { createdAt: 'asc' },
  });
  const limit = siteLimits().entriesPerStrategy;
  if (made.length < limit) return;
  const last = { at: (made[made.length - limit] as { createdAt: Date }).createdAt, bytes: 0 };
  const quota = {
    policy: 'strategy',
    limit,
    used: made.length,
    windowSeconds: DAY_MS / 1000,
    moreInSeconds: null,
  } as const;
  const words = `This token has made ${made.length} new entries of ${family} at the ${tier} tier in the last 24 hours, whatever their parameters; the site takes ${limit}. A sweep is one submission for each value: send those that you want to stand for.`;
  throw overQuota(quota, words, secondsUntilGone(last, now));
}

/** The youngest of the oldest entries that together have so many bytes. */
function lastInTheWay(counted: readonly Counted[], excess: number): Counted {
  let freed = 0;
  for (const entry of counted) {
    freed += entry.bytes;
    if (freed >= excess) return entry;
  }
  return counted.at(-1) as Counted;
}

const inMegabytes = (bytes: number): string => String(Number((bytes / MEGABYTE).toFixed(1)));
