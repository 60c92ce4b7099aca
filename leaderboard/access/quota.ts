/** What a token may do and how much of it is left, and what is said where it is more. The owner's own token is not counted. */
import { HeirloomError } from '#benchmarks/protocol/errors.ts';
import { waitWords } from '#benchmarks/protocol/wait-words.ts';
import type { Bearer } from './tokens.ts';

/** `requests` and `uploads` are counted in a process, the others in the database; `strategy`: entries of one strategy at one tier. */
export type Policy = 'requests' | 'uploads' | 'entries' | 'strategy' | 'bytes';

export interface Quota {
  readonly policy: Policy;
  readonly limit: number;
  /** May be more than the limit where that was lowered. */
  readonly used: number;
  /** Seconds over which is counted; null for what is under way at once. */
  readonly windowSeconds: number | null;
  /** Seconds until there is more room than now; null where nothing is used, or nobody knows. */
  readonly moreInSeconds: number | null;
}

/** Nobody but the owner has an admin token, and the site's own reference results come with it. */
export const isCounted = ({ scope }: Bearer): boolean => scope !== 'admin';

/** The error of what is refused. `words`: what was counted; `retryAfter`: seconds, not sooner than there is room. */
export function overQuota(
  { policy, limit, used, windowSeconds }: Quota,
  words: string,
  retryAfter: number,
): HeirloomError {
  const seconds = Math.max(1, Math.ceil(retryAfter));
  return new HeirloomError('rate-limited', `${words} Nothing was stored. There is room again ${waitWords(seconds)}.`, {
    context: { retryAfter: seconds, quota: { policy, limit, used, windowSeconds } },
  });
}
