/**
 * How the server ends: it takes in nothing new, lets answers under way finish, closes the database, and exits with 0. A second signal ends it
 * at once. What closes the database is in Next's bundles, which this file is not in, so it is handed over on globalThis.
 */
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { Server as Listener, type Socket } from 'node:net';
import { log } from '#leaderboard/host/log.ts';
import { answerOn, type Refusal, refused } from './answer.ts';

/** In milliseconds, one after the other: together less than what npm start (8 s) and Docker (10 s) wait. */
export interface Times {
  /** As long answers under way may take. */
  readonly finish: number;
  /** As long those that took longer have to hear so. */
  readonly words: number;
  /** As long the database may take. */
  readonly close: number;
}

const TIMES: Times = { finish: 3_500, words: 500, close: 3_000 };
/** Between two looks for connections that nothing is asked on, in milliseconds. */
const LOOK_MS = 50;
/** Seconds after which to ask again, in Retry-After. */
const RETRY_SECONDS = 10;

const ENDING: Refusal = {
  status: 503,
  title: 'Interrupted',
  code: 'interrupted',
  detail:
    'The site was stopped before this was answered. Send it again when the site runs; what it has already is not stored twice.',
};

const KEY = Symbol.for('heirloom.close');
const holder = globalThis as typeof globalThis & { [KEY]?: () => Promise<void> };

/** Says what is to be closed when the server ends. */
export function onEnd(close: () => Promise<void>): void {
  holder[KEY] = close;
}

/** Ends the process in good order at the first signal. To be called before the server listens. */
export function endOnSignal(server: Server): void {
  const finish = finisher(server);
  let isEnding = false;
  const end = (): void => {
    if (isEnding) process.exit(1);
    isEnding = true;
    finish().then(
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

/** What ends a server, which is not listening yet, and closes what onEnd was given. */
export function finisher(server: Server, times: Times = TIMES): () => Promise<void> {
  /** Answers under way, with their connections: those lose theirs when they are sent. */
  const answers = new Map<ServerResponse, Socket>();
  /** Connections that no request has come on: browsers open some in advance, and Node takes them for busy ones. */
  const unused = new Set<Socket>();
  let isEnding = false;
  server.on('connection', (socket) => {
    unused.add(socket);
    socket.once('close', () => unused.delete(socket));
  });
  for (const event of ['request', 'checkContinue'] as const) {
    server.prependListener(event, (request: IncomingMessage, response: ServerResponse) => {
      unused.delete(request.socket);
      answers.set(response, request.socket);
      response.once('close', () => answers.delete(response));
      if (isEnding) closeAfter(response);
    });
  }
  return async () => {
    isEnding = true;
    for (const response of answers.keys()) closeAfter(response);
    for (const socket of unused) socket.destroy();
    await closed(server, answers, times);
    await within(times.close, holder[KEY]?.() ?? Promise.resolve());
  };
}

/** Has a connection end with its answer, instead of waiting for the next request. */
function closeAfter(response: ServerResponse): void {
  if (!response.headersSent) response.setHeader('connection', 'close');
}

/** Waits for the answers under way; says so and cuts off where one takes longer. */
function closed(server: Server, answers: ReadonlyMap<ServerResponse, Socket>, { finish, words }: Times): Promise<void> {
  return new Promise((resolve) => {
    const timers = [
      setTimeout(() => sayEnding(answers), finish),
      setTimeout(() => server.closeAllConnections(), finish + words),
      setInterval(() => closeIdle(server, answers), LOOK_MS),
    ];
    // The one of http closes connections at once whose answers have ended but are not sent.
    Listener.prototype.close.call(server, () => {
      for (const timer of timers) clearTimeout(timer);
      resolve();
    });
  });
}

/** Closes connections that nothing is asked on, unless an answer is being sent: Node takes its connection for such a one. */
function closeIdle(server: Server, answers: ReadonlyMap<ServerResponse, Socket>): void {
  if (![...answers.keys()].some((response) => response.writableEnded)) server.closeIdleConnections();
}

/** Tells whoever has no word of an answer yet. What is still to come of a body is read on meanwhile, so that its sender finds the answer. */
function sayEnding(answers: ReadonlyMap<ServerResponse, Socket>): void {
  const inAnswer = new Set([...answers].filter(([response]) => response.headersSent).map(([, socket]) => socket));
  for (const [{ req }, socket] of answers) {
    if (inAnswer.has(socket) || !socket.writable) continue;
    answerOn(socket, refused(req.url ?? '', ENDING, { 'retry-after': String(RETRY_SECONDS) }));
    req.resume();
  }
}

function within(ms: number, work: Promise<void>): Promise<void> {
  return Promise.race([work, new Promise<void>((resolve) => setTimeout(resolve, ms))]);
}
