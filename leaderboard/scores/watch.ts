/**
 * Takes up scoring that was cut short: by an outage of the database, by the end of another process, or by what failed and
 * may not fail again. Every process looks, so that none has to be the one that lives.
 *
 * What there is to do follows from what is stored, so a look is a job for every board; it is left out while nothing has
 * changed since one that found everything done.
 */
import type { Database } from '../db/database.ts';
import { messageOf } from '../db/message-of.ts';
import { log } from '../host/log.ts';
import { scheduleAllScoring, scoringDone, scoringState } from './schedule.ts';

const LOOK_EVERY_MS = 30_000;
const LONGEST_MS = 60 * 60_000;

export interface ScoringWatch {
  /** Looks once, and waits until what was found to do is done. `nowMs`: of a clock that only goes forward. */
  look(nowMs: number): Promise<'nothing new' | 'too early' | 'done' | 'away' | 'failed'>;
}

/** A watch that has looked at nothing yet. */
export function createScoringWatch(database: Database): ScoringWatch {
  /** The data version at which everything was done. */
  let settled: number | null = null;
  /** After a failure that will probably be repeated: not again before `notBefore`, unless the data have changed. */
  let failure: { readonly version: number; readonly notBefore: number; readonly waitMs: number } | null = null;
  return {
    look: async (nowMs) => {
      const version = await database.version.read();
      if (version === settled) return 'nothing new';
      if (failure?.version === version && nowMs < failure.notBefore) return 'too early';
      await scheduleAllScoring(database);
      await scoringDone();
      const outcome = scoringState();
      const after = await database.version.read();
      if (outcome === 'failed') {
        const waitMs = failure?.version === version ? Math.min(2 * failure.waitMs, LONGEST_MS) : LOOK_EVERY_MS;
        failure = { version: after, notBefore: nowMs + waitMs, waitMs };
      } else if (outcome === 'done') {
        failure = null;
        // What has moved meanwhile, by this very look or by others, is looked at once more.
        if (after === version) settled = version;
      }
      return outcome;
    },
  };
}

/** Looks now and twice a minute, for as long as the process lives. */
export function watchScoring(database: Database): void {
  const watch = createScoringWatch(database);
  let isLooking = false;
  const look = async (): Promise<void> => {
    if (isLooking) return;
    isLooking = true;
    try {
      await watch.look(performance.now());
    } catch (error) {
      log(`unfinished scoring could not be looked for: ${messageOf(error)}`);
    } finally {
      isLooking = false;
    }
  };
  void look();
  setInterval(look, LOOK_EVERY_MS).unref();
}
