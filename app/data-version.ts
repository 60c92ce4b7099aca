/**
 * The data version as this process knows it. Pages are cached under it (cache-handler.mjs), and it moves with every
 * committed change of what they show, whichever process made it. On globalThis because Next loads a module once per
 * bundle, and because the cache handler is loaded outside of all bundles.
 */
import { getDatabase } from '#leaderboard/db/shared-database.ts';
import { isUnavailable } from '#leaderboard/db/unavailable.ts';

/** How long what is known is taken for current while there are requests: at most so many milliseconds behind a change elsewhere. */
const FRESH_MS = 100;

interface Clock {
  known: number | null;
  checkedAt: number;
  checking: Promise<number> | null;
  /** Whether the database was away when it was last asked: pages are then shown as they last were (cache-handler.mjs). */
  isAway: boolean;
  current(): Promise<number>;
}

const KEY = Symbol.for('heirloom.data-version');
const holder = globalThis as typeof globalThis & { [KEY]?: Clock };

function clock(): Clock {
  holder[KEY] ??= { known: null, checkedAt: 0, checking: null, isAway: false, current: currentDataVersion };
  return holder[KEY];
}

/** Makes the data version known to the cache handler; until then nothing is cached. */
export function installDataVersion(): void {
  clock();
}

/**
 * The data version, at most FRESH_MS old, or the last that is known while the database is away: what was shown goes on being
 * shown. An embedded database has no other writers than this process, which call refreshDataVersion, so a request never
 * waits there for a transaction that is writing.
 */
export async function currentDataVersion(): Promise<number> {
  const { known, checkedAt } = clock();
  if (known !== null && performance.now() - checkedAt < FRESH_MS) return known;
  const check = ask();
  if (known === null) return check;
  check.catch(() => undefined);
  try {
    const { kind } = await getDatabase();
    return kind === 'server' ? await check : known;
  } catch (error) {
    if (isUnavailable(error)) {
      clock().isAway = true;
      return known;
    }
    throw error;
  }
}

/** The data version as it was last read, which nobody waits for; null before the first. */
export function knownDataVersion(): number | null {
  return clock().known;
}

/** Whether the database was away when it was last asked: what was shown goes on being shown. */
export const isDatabaseAway = (): boolean => clock().isAway;

/** Reads the data version now: after a change of one's own, so that the next page shows it. */
export async function refreshDataVersion(): Promise<void> {
  // A question that is under way may have been answered before the change.
  await clock().checking?.catch(() => undefined);
  await ask();
}

function ask(): Promise<number> {
  const state = clock();
  state.checking ??= read(state).finally(() => {
    state.checking = null;
  });
  return state.checking;
}

async function read(state: Clock): Promise<number> {
  const startedAt = performance.now();
  const version = await (await getDatabase()).version.read();
  state.known = version;
  state.isAway = false;
  state.checkedAt = startedAt;
  return version;
}
