/**
 * How the server ends: it takes in nothing new, lets answers under way finish, closes the database, and exits with 0. A second signal ends it
 * at once. What closes the database is in Next's bundles, which this file is not in, so it is handed over on globalThis.
 */
import type { Server } from 'node:http';
import { log } from '../../leaderboard/log.ts';
import { closing } from './closing.ts';

/** As long the database may take after the answers under way (closing.ts), in milliseconds: together less than what npm start (8 s) and Docker (10 s) wait. */
const CLOSE_MS = 3_000;

const KEY = Symbol.for('heirloom.close');
const holder = globalThis as typeof globalThis & { [KEY]?: () => Promise<void> };

/** Says what is to be closed when the server ends. */
export function onEnd(close: () => Promise<void>): void {
  holder[KEY] = close;
}

/** Ends the process in good order at the first signal. */
export function endOnSignal(server: Server): void {
  const close = closing(server);
  let isEnding = false;
  const end = (): void => {
    if (isEnding) process.exit(1);
    isEnding = true;
    finish(close).then(
      () => process.exit(0),
      (error: unknown) => {
        log('the site could not close its database', error);
        process.exit(1);
      },
    );
  };
  process.on('SIGTERM', end);
  // A terminal sends these to all processes of a command: a script that started this one passes on what it makes of them.
  for (const signal of ['SIGINT', 'SIGHUP'] as const) process.on(signal, isOnLeash() ? () => undefined : end);
}

/** As scripts/support/leash.mjs has it. */
const isOnLeash = (): boolean => process.env.HEIRLOOM_LEASH === String(process.ppid);

async function finish(close: () => Promise<void>): Promise<void> {
  await close();
  await within(CLOSE_MS, holder[KEY]?.() ?? Promise.resolve());
}

function within(ms: number, work: Promise<void>): Promise<void> {
  return Promise.race([work, new Promise<void>((resolve) => setTimeout(resolve, ms))]);
}
