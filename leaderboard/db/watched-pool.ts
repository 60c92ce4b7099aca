/**
 * The connections that a site's statements take to a server. Where it goes away without a word, a statement would wait for the
 * longest that one may take; so while statements are under way, the server is asked something beside them, and where it
 * answers nothing at all, their connections are given up: they fail as cut ones do. One that is slow only goes on being waited for.
 */
import pg from 'pg';
import { isUnavailable } from './unavailable.ts';

export interface WatchedPool {
  readonly pool: pg.Pool;
  /** Waits for what is under way, which a server that is away can't hold up. */
  close(): Promise<void>;
}

export interface SilenceLimits {
  /** How often it is looked at, in milliseconds. */
  readonly lookMs: number;
  /** How many looks in a row a question may have no answer: looks and not the clock, because a machine may sleep. */
  readonly looks: number;
}

/** Longer than the read of one row may take (open-server.ts). */
const SILENCE_LIMITS: SilenceLimits = { lookMs: 2_000, looks: 3 };

/** @param ask asks the server something short on a connection of its own; it may fail, but ends within seconds */
export function openWatchedPool(
  config: pg.PoolConfig,
  ask: () => Promise<unknown>,
  { lookMs, looks }: SilenceLimits = SILENCE_LIMITS,
): WatchedPool {
  const pool = new pg.Pool(config);
  // An idle connection that breaks is replaced by the next one; without a listener it would end the process.
  pool.on('error', () => undefined);
  const busy = new Set<pg.PoolClient>();
  pool.on('acquire', (client) => busy.add(client));
  pool.on('release', (_, client) => busy.delete(client));

  let silent = 0;
  let isAsked = false;
  const question = async (): Promise<void> => {
    isAsked = true;
    try {
      await ask();
      silent = 0;
    } catch (error) {
      // Otherwise it is an answer, if no good one.
      if (!isUnavailable(error)) silent = 0;
    } finally {
      isAsked = false;
    }
  };
  const timer = setInterval(() => {
    if (silent >= looks) {
      // What is under way on a connection fails at once, and what comes next on it is refused.
      for (const client of busy) void client.end();
      busy.clear();
    }
    silent = busy.size === 0 ? 0 : silent + 1;
    if (busy.size > 0 && !isAsked) void question();
  }, lookMs);
  timer.unref();
  return { pool, close: () => pool.end().finally(() => clearInterval(timer)) };
}
