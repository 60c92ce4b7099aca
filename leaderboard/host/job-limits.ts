/** How long the jobs of the site's worker threads may take. A kind has one thread or two: without a limit a job could hold them for ever. */
import { HeirloomError } from '#benchmarks/protocol/errors.ts';
import type { JobLimit } from './limited-pool.ts';

/** The largest bundles that are admitted take a few seconds on a free core. */
const CHECK_SECONDS = 120;
const MAX_CHECK_SECONDS = 24 * 60 * 60;
const COMPARISON_MS = 60_000;
const FRAMES_MS = 60_000;
/** As long as the transaction that holds a tier's lock (scores/schedule.ts). */
export const SCORING_MS = 30 * 60_000;

/** @throws bad-parameter where HEIRLOOM_CHECK_SECONDS is no number of seconds */
export function checkLimit(environment: Readonly<Record<string, string | undefined>> = process.env): JobLimit {
  const text = environment.HEIRLOOM_CHECK_SECONDS?.trim() || String(CHECK_SECONDS);
  const seconds = Number(text);
  if (!(seconds > 0 && seconds <= MAX_CHECK_SECONDS)) {
    throw new HeirloomError(
      'bad-parameter',
      `HEIRLOOM_CHECK_SECONDS is "${text.slice(0, 100)}"; expected seconds, more than 0 and at most ${MAX_CHECK_SECONDS}.`,
    );
  }
  return {
    limitMs: seconds * 1000,
    what: 'The check of the bundle',
    remedy:
      'Nothing was stored. Run npx heirloom check on the bundle. If it passes there, send it again with fewer samples (heirloom run --samples first), or ask the site’s owner to raise HEIRLOOM_CHECK_SECONDS.',
  };
}

export const COMPARISON_LIMIT: JobLimit = {
  limitMs: COMPARISON_MS,
  what: 'The comparison',
  remedy: 'Try again in a minute, when the site is less busy, or compare fewer entries.',
};

export const SCORING_LIMIT: JobLimit = {
  limitMs: SCORING_MS,
  what: 'The scoring of a board',
  remedy: 'Scores without intervals and former ranks stay; the site tries again by itself.',
};

export const FRAMES_LIMIT: JobLimit = {
  limitMs: FRAMES_MS,
  what: 'Reading the samples',
  remedy: 'Try again in a minute, when the site is less busy; the bundle can be downloaded as it is.',
};

export const UNPACKING_LIMIT: JobLimit = {
  limitMs: SCORING_MS,
  what: 'The unpacking of the bundle',
  remedy: 'It stays where it is; the next start tries again.',
};

export const VERIFYING_LIMIT: JobLimit = {
  limitMs: SCORING_MS,
  what: 'The verification of the snapshot',
  remedy: 'Nothing was stored. Take the snapshot again when the site is less busy.',
};
