/**
 * How the server ends: it takes in nothing new, lets answers under way finish, closes the database, and exits with 0. A second signal ends it
 * at once. What closes the database is in Next's bundles, which this file is not in, so it is handed over on globalThis.
 */
import type { Server } from 'node:http';
import { log } from '../../leaderboard/log.ts';

/** As long answers under way may take, and then the database, in milliseconds: together less than what npm start (8 s) and Docker (10 s) wait. */
const FINISH_MS = 4_000;
const CLOSE_MS = 3_000;

const KEY = Symbol.for('heirloom.close');
const holder = globalThis as typeof globalThis & { [KEY]?: () => Promise<void> };

/** Says what is to be closed when the server ends. */
export function onEnd(close: () => Promise<void>): void {
  holder[KEY] = close;
}

/** Ends the process in good order at the first signal. */
export function endOnSignal(server: Server): void {
  let isEnding = false;
  const end = (): void => {
    if (isEnding) process.exit(1);
    isEnding = true;
    finish(server).then(
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

async function finish(server: Server): Promise<void> {
  await closed(server);
  await within(CLOSE_MS, holder[KEY]?.() ?? Promise.resolve());
}

/** Waits for the answers under way; cuts off what takes longer. */
function closed(server: Server): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => server.closeAllConnections(), FINISH_MS);
    server.close(() => {
      clearTimeout(timer);
      resolve();
    });
    // A connection whose answer has ended would wait for its next request.
    server.prependListener('request', (_, response) => response.setHeader('connection', 'close'));
    setInterval(() => server.closeIdleConnections(), 50).unref();
  });
}

function within(ms: number, work: Promise<void>): Promise<void> {
  return Promise.race([work, new Promise<void>((resolve) => setTimeout(resolve, ms))]);
}
