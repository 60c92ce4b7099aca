/**
 * How slowly an upload may come. It may take as long as it needs while every window of so many seconds brings the least
 * rate on average; nothing is asked of the first. Time in which this process was too busy to look is not the sender's.
 */
import { HeirloomError } from '#benchmarks/protocol/errors.ts';
import type { SiteLimits } from '../access/site-limits.ts';

const KILOBYTE = 1024;
/** A timer that is later than this was kept waiting by other work, and what has come since was kept waiting with it. */
const LATE_MS = 250;

export interface Pace {
  /** To be told of every piece. */
  count(bytes: number): void;
  /** Ends the watch. */
  stop(): void;
}

/** Watches an upload and calls `fail`, once, where it is too slow or too long. `now`: a clock in milliseconds. */
export function watchPace(
  limits: SiteLimits,
  fail: (error: HeirloomError) => void,
  now: () => number = () => performance.now(),
): Pace {
  const windowMs = limits.uploadWindowSeconds * 1000;
  const leastBytes = limits.uploadKilobytesPerSecond * KILOBYTE * limits.uploadWindowSeconds;
  const endsAt = now() + limits.uploadMinutes * 60_000;
  let bytes = 0;
  let total = 0;
  let isFirst = true;
  let timer: NodeJS.Timeout;
  const wait = (ms: number): void => waitUntil(now() + ms);
  const waitUntil = (due: number): void => {
    timer = setTimeout(
      () => {
        const late = now() - due;
        // Timers go by whole milliseconds and may be early by a part of one.
        if (late < 0) waitUntil(due);
        else look(late);
      },
      Math.max(0, due - now()),
    );
  };
  const look = (late: number): void => {
    if (now() >= endsAt) fail(tooSlow(total, `it took longer than ${limits.uploadMinutes} minutes`, limits));
    else if (late > LATE_MS) wait(Math.min(late, windowMs));
    else if (!isFirst && bytes < leastBytes)
      fail(tooSlow(total, `the last ${limits.uploadWindowSeconds} seconds brought ${bytes} bytes`, limits));
    else {
      bytes = 0;
      isFirst = false;
      next();
    }
  };
  const next = (): void => wait(Math.max(0, Math.min(windowMs, endsAt - now())));
  next();
  return {
    count: (more) => {
      bytes += more;
      total += more;
    },
    stop: () => clearTimeout(timer),
  };
}

function tooSlow(total: number, why: string, limits: SiteLimits): HeirloomError {
  const { uploadKilobytesPerSecond, uploadWindowSeconds, uploadMinutes } = limits;
  return new HeirloomError(
    'too-slow',
    `The upload was ended after ${total} bytes: ${why}. Nothing was stored. An upload has to bring ${uploadKilobytesPerSecond} kB a second on average over each ${uploadWindowSeconds} seconds after the first, and to end within ${uploadMinutes} minutes. Send it over a faster line, a bundle also with fewer samples (heirloom run --samples first), or ask the site’s owner to lower HEIRLOOM_UPLOAD_KILOBYTES_PER_SECOND.`,
  );
}
