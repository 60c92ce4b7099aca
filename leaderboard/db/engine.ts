/**
 * An embedded database's engine, in a thread of its own (engine-thread.mjs): while it works the site goes on answering. What is
 * asked is answered in order of its messages; a thread that is silent over its work for too long, or ends by itself, is told
 * once to `onFailed` and never trusted again.
 */
import { Worker } from 'node:worker_threads';
import { findUpwards } from '../host/find-upwards.ts';
import { log } from '../host/log.ts';
import { messageOf } from './message-of.ts';
import { ANSWER_MS } from './session-settings.ts';
import { type SilenceWatch, watchSilence } from './silence-watch.ts';

const THREAD_FILE = 'leaderboard/db/engine-thread.mjs';
/** Opening replays what a process that died had not finished, and a migration may take its time. */
const OPENING_MS = 10 * 60_000;
/** What a process that is asked to end has for it: less than those wait who ask (8 seconds: scripts/support/children.mjs). */
const CLOSING_MS = 5_000;

export interface EngineOptions {
  /** How long the engine may be silent over its work once it is open. */
  readonly answerMs?: number | undefined;
  /** Called once where the engine can't go on, before those who wait for it learn that; `reason` as a sentence's part. */
  onFailed(reason: string): void;
}

interface Waiting {
  resolve(value: unknown): void;
  reject(error: unknown): void;
}

interface Answer {
  readonly id: number;
  readonly value?: unknown;
  readonly error?: Readonly<Record<string, unknown>>;
}

export class Engine {
  readonly #worker: Worker;
  readonly #waiting = new Map<number, Waiting>();
  readonly #watch: SilenceWatch;
  readonly #closed = new Int32Array(new SharedArrayBuffer(4));
  #asked = 0;
  #state: 'opening' | 'open' | 'closed' = 'opening';
  #closing: Promise<void> | undefined;
  #isGone = false;

  constructor({ answerMs = ANSWER_MS, onFailed }: EngineOptions) {
    const file = findUpwards(THREAD_FILE, import.meta.url);
    if (file === null) throw new Error(`found no ${THREAD_FILE} above ${process.cwd()}; start inside the checkout`);
    // Flags of the parent (a loader of its own) would be applied twice.
    this.#worker = new Worker(file, { execArgv: [], workerData: { closed: this.#closed.buffer } });
    this.#worker.unref();
    const fail = (reason: string): void => {
      if (this.#state === 'closed') return;
      const wasOpen = this.#state === 'open';
      this.abandon(reason);
      // Whoever opens it is told by what it waits for.
      if (wasOpen) onFailed(reason);
    };
    this.#worker.on('message', (answer: Answer) => this.#take(answer));
    this.#worker.on('error', (error) => fail(`its thread ended: ${messageOf(error)}`));
    this.#worker.on('exit', (code) => {
      this.#isGone = true;
      fail(`its thread ended with code ${code}`);
    });
    this.#watch = watchSilence({
      hasWork: () => this.#waiting.size > 0,
      ask: () => this.#post('ping', []).catch(() => undefined),
      limitMs: () => (this.#state === 'open' ? answerMs : OPENING_MS),
      onSilent: (ms) => fail(`it has not answered for ${inSeconds(ms)}, although it has work`),
    });
    process.prependOnceListener('exit', this.#closeNow);
  }

  /** How long it has been silent over its work, in milliseconds. */
  get silentMs(): number {
    return this.#watch.silentMs();
  }

  /** Whether it writes nothing any more, for certain: it was closed in order, or its thread is gone. */
  get isQuiet(): boolean {
    return this.#isGone || Atomics.load(this.#closed, 0) === 1;
  }

  /** Has it do one of the thread's operations. What it throws has the name, the words and the codes of the original. */
  call<Result>(operation: string, ...input: unknown[]): Promise<Result> {
    if (this.#state === 'closed' || this.#closing)
      return Promise.reject(new Error('The embedded database has been closed.'));
    return this.#post(operation, input) as Promise<Result>;
  }

  /** From now on the limit is that of statements. */
  opened(): void {
    if (this.#state === 'opening') this.#state = 'open';
  }

  /** One statement, as PGlite's own: rows by column. */
  async query<Row>(sql: string, params?: unknown[]): Promise<{ rows: Row[] }> {
    return { rows: await this.call<Row[]>('query', sql, params) };
  }

  /** Several statements, without parameters. */
  exec(sql: string): Promise<void> {
    return this.call('script', sql);
  }

  /** An orderly end; where there is none within a few seconds, the thread is ended and a sentence logged. Harmless when called twice. */
  close(): Promise<void> {
    this.#closing ??= this.#close();
    return this.#closing;
  }

  /** Ends the thread at once, whatever it is doing: the next start finds what was committed. */
  abandon(reason: string): void {
    this.#state = 'closed';
    this.#watch.stop();
    process.removeListener('exit', this.#closeNow);
    void this.#worker.terminate();
    for (const { reject } of this.#waiting.values()) reject(new Error(`The embedded database is gone: ${reason}.`));
    this.#waiting.clear();
  }

  /** Resolves when the thread is gone. */
  async terminated(): Promise<void> {
    await this.#worker.terminate();
  }

  async #close(): Promise<void> {
    if (this.#state === 'closed') return this.terminated();
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<'late'>((resolve) => {
      timer = setTimeout(() => resolve('late'), CLOSING_MS);
    });
    const outcome = await Promise.race([
      this.#post('close', []).then(
        () => null,
        (error: unknown) => messageOf(error),
      ),
      late,
    ]);
    clearTimeout(timer);
    if (outcome !== null) logUnclosed(outcome === 'late' ? LATE : outcome);
    this.abandon('it was closed');
    await this.terminated();
  }

  /** The same where the process ends without having closed it: nothing else can be waited for by then. */
  readonly #closeNow = (): void => {
    this.#worker.postMessage({ id: ++this.#asked, operation: 'close', input: [] });
    if (Atomics.wait(this.#closed, 0, 0, CLOSING_MS) === 'timed-out') logUnclosed(LATE);
    void this.#worker.terminate();
  };

  #post(operation: string, input: readonly unknown[]): Promise<unknown> {
    const id = ++this.#asked;
    return new Promise((resolve, reject) => {
      this.#worker.postMessage({ id, operation, input });
      this.#waiting.set(id, { resolve, reject });
      // A process that waits for an answer isn't finished.
      this.#worker.ref();
    });
  }

  #take({ id, value, error }: Answer): void {
    this.#watch.heard();
    const waiting = this.#waiting.get(id);
    this.#waiting.delete(id);
    // Late answers of a thread that is being ended change nothing: whoever waits for its end keeps the process.
    if (this.#waiting.size === 0 && this.#state !== 'closed') this.#worker.unref();
    if (error) waiting?.reject(revive(error));
    else waiting?.resolve(value);
  }
}

const inSeconds = (ms: number): string => `${Math.round(ms / 1000)} seconds`;

const LATE = `it did not answer within ${inSeconds(CLOSING_MS)}`;

function logUnclosed(reason: string): void {
  log(
    `the embedded database was not closed in order: ${reason}. Its thread was ended; the next start finds what was committed.`,
  );
}

/** An error as it was thrown in the thread, but for its class. */
function revive({ message, ...fields }: Readonly<Record<string, unknown>>): Error {
  return Object.assign(new Error(String(message)), fields);
}
