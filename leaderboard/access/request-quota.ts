/** Requests a minute and uploads at once of a token, counted in this process: several processes take so many each. */
import { overQuota, type Quota } from './quota.ts';
import { siteLimits } from './site-limits.ts';
import type { Bearer } from './tokens.ts';

const MINUTE_MS = 60_000;
/** When an upload that is under way ends, nobody knows. */
const UPLOAD_RETRY_SECONDS = 60;

interface Minute {
  readonly startedAt: number;
  count: number;
}

interface Counters {
  /** By token; there are as many as the owner has made. */
  readonly minutes: Map<number, Minute>;
  readonly uploads: Map<number, number>;
}

/** On globalThis because Next loads a module once per bundle: there is to be one count. */
const KEY = Symbol.for('heirloom.request-quota');
const holder = globalThis as typeof globalThis & { [KEY]?: Counters };

function counters(): Counters {
  holder[KEY] ??= { minutes: new Map(), uploads: new Map() };
  return holder[KEY];
}

/** Counts a request. A token's minute begins with its first request. `now`: milliseconds. */
export function countRequest({ id }: Bearer, now = Date.now()): Quota {
  const { minutes } = counters();
  const known = minutes.get(id);
  const minute = known !== undefined && now - known.startedAt < MINUTE_MS ? known : { startedAt: now, count: 0 };
  minute.count += 1;
  minutes.set(id, minute);
  return {
    policy: 'requests',
    limit: siteLimits().requestsPerMinute,
    used: minute.count,
    windowSeconds: MINUTE_MS / 1000,
    moreInSeconds: Math.ceil((minute.startedAt + MINUTE_MS - now) / 1000),
  };
}

/** @throws rate-limited where the request that was counted is one too many */
export function requireRequestRoom(quota: Quota): void {
  const { limit, used, moreInSeconds } = quota;
  if (used <= limit) return;
  const words = `This token has sent ${used} requests in a minute; the site takes ${limit}.`;
  throw overQuota(quota, words, moreInSeconds ?? 1);
}

/** Uploads of the token that are under way. */
export function uploadQuota({ id }: Bearer): Quota {
  return {
    policy: 'uploads',
    limit: siteLimits().uploadsAtOnce,
    used: counters().uploads.get(id) ?? 0,
    windowSeconds: null,
    moreInSeconds: null,
  };
}

/**
 * Begins an upload and returns what ends it.
 * @throws rate-limited where as many as may be are under way
 */
export function beginUpload(bearer: Bearer): () => void {
  const { uploads } = counters();
  const quota = uploadQuota(bearer);
  if (quota.used >= quota.limit) {
    const words = `${quota.used} ${quota.used === 1 ? 'upload' : 'uploads'} of this token are under way, as many as the site takes at once; send this one when one of them has ended.`;
    throw overQuota(quota, words, UPLOAD_RETRY_SECONDS);
  }
  uploads.set(bearer.id, quota.used + 1);
  return () => {
    const left = (uploads.get(bearer.id) ?? 1) - 1;
    if (left > 0) uploads.set(bearer.id, left);
    else uploads.delete(bearer.id);
  };
}
