/** A process that a guard ends with its harness: what it writes is handed on, how it ended is known, and nothing is left behind. */
import { type ChildProcess, spawn } from 'node:child_process';
import { constants } from 'node:os';
import type { Duplex } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { shown } from './fault.ts';

const GUARD = fileURLToPath(new URL('./guard.mjs', import.meta.url));

/** What is kept of the standard error stream: its end. */
const KEPT_ERRORS = 4096;
const SHOWN_LINES = 5;
const SHOWN_CHARACTERS = 240;

/** What the guard says: whom it started, and how that ended. */
interface Ended {
  readonly group: number | null;
  readonly code: number | null;
  readonly signal: string | null;
  readonly error?: string;
}

/** The signal that a shell names by an exit code above 128; null for other codes. */
function signalNamed(code: number | null | undefined): string | null {
  if (code == null || code <= 128) return null;
  return Object.entries(constants.signals).find(([, number]) => number === code - 128)?.[0] ?? null;
}

export interface GuardedCommand {
  /** For a shell. */
  readonly command: string;
  /** A folder that is removed when the process has ended; an empty text for none. */
  readonly scratch: string;
  /** How long the process may take to end by itself, and after SIGTERM again. */
  readonly graceMs: number;
  readonly env: NodeJS.ProcessEnv;
}

export abstract class GuardedProcess {
  readonly #guard: ChildProcess;
  readonly #control: Duplex;
  readonly #graceMs: number;
  #errors = '';
  #status = '';
  #isOver = false;
  #wake: (() => void) | null = null;
  readonly #over: Promise<void>;

  constructor({ command, scratch, graceMs, env }: GuardedCommand) {
    this.#graceMs = graceMs;
    this.#guard = spawn(process.execPath, [GUARD, scratch, command, String(graceMs)], {
      // No signal that a terminal sends to the harness's group reaches the guard: it has its own way to end the command.
      detached: true,
      stdio: ['pipe', 'pipe', 'pipe', 'pipe'],
      env,
    });
    this.#control = this.#guard.stdio[3] as Duplex;
    this.#control.on('data', (bytes: Buffer) => (this.#status += bytes.toString())).on('error', () => {});
    // Where the process is gone, its end says more than a broken pipe.
    this.#guard.stdin?.on('error', () => {});
    this.#guard.stdout?.on('data', (bytes: Buffer) => this.received(bytes)).on('error', () => {});
    this.#guard.stderr
      ?.setEncoding('utf8')
      .on('data', (text: string) => (this.#errors = (this.#errors + text).slice(-KEPT_ERRORS)))
      .on('error', () => {});
    this.#over = new Promise((resolve) => {
      const end = () => {
        this.#isOver = true;
        // Where the guard was ended from outside, it left the command.
        if (this.#facts().code === undefined) this.#signalGroup();
        this.#wake?.();
        resolve();
      };
      this.#guard.once('close', end).once('error', end);
    });
  }

  /** What the process wrote to its standard output. */
  protected abstract received(bytes: Buffer): void;

  /** The process group of the command and what that started; null where that is not known. */
  get group(): number | null {
    return this.#facts().group ?? null;
  }

  get isOver(): boolean {
    return this.#isOver;
  }

  protected write(content: string | Uint8Array): void {
    if (!this.#isOver) this.#guard.stdin?.write(content);
  }

  /** Closes the process's input. */
  endInput(): void {
    this.#guard.stdin?.end();
  }

  /** Whether the process ended within so many milliseconds. */
  async endsWithin(limitMs: number): Promise<boolean> {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<void>((resolve) => {
      timer = setTimeout(resolve, limitMs);
    });
    await Promise.race([this.#over, late]);
    clearTimeout(timer);
    return this.#isOver;
  }

  /** The last lines of the standard error stream as one line; empty where it wrote none. */
  lastWords(): string {
    const lines = this.#errors
      .split('\n')
      .map((line) => line.trim())
      .filter((line) => line !== '');
    return lines.slice(-SHOWN_LINES).join(' | ').slice(-SHOWN_CHARACTERS);
  }

  /** Ends the process: it is asked by the end of its input, then by SIGTERM, then SIGKILL; resolves when it is gone. */
  async close(): Promise<void> {
    this.endInput();
    this.#control.end();
    await this.#over;
  }

  /** The same without the first wait. */
  async kill(): Promise<void> {
    this.endInput();
    if (!this.#isOver) this.#control.write('stop\n');
    // The guard answers a stop within its grace; where it can't, its group is ended from here.
    if (!(await this.endsWithin(2 * this.#graceMs + 1000))) this.#signalGroup();
    await this.#over;
  }

  /** Waits until something was received or the process is over, so many milliseconds at most. */
  protected activity(limitMs: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(done, limitMs);
      this.#wake = done;
      const clear = () => (this.#wake = null);
      function done() {
        clearTimeout(timer);
        clear();
        resolve();
      }
    });
  }

  /** Ends a wait. */
  protected wake(): void {
    this.#wake?.();
  }

  /** How the process ended: `ended with exit code 1`. */
  endWords(): string {
    const status = this.#facts();
    if (status.error !== undefined) return `could not be started (${shown(status.error)})`;
    if (status.code === 127) return 'ended with exit code 127: the shell found no such command';
    if (status.code === 126) return 'ended with exit code 126: the shell could not execute the command';
    const signal = status.signal ?? signalNamed(status.code);
    if (signal !== null) return `was ended by ${signal}`;
    return status.code == null ? 'was ended from outside' : `ended with exit code ${status.code}`;
  }

  /** What the guard has said so far. */
  #facts(): Partial<Ended> {
    // What follows the last line feed is being written.
    const lines = this.#status.split('\n').slice(0, -1);
    return Object.assign({}, ...lines.map((line) => JSON.parse(line)));
  }

  /** Ends whoever is left of the group. */
  #signalGroup(): void {
    const { group } = this;
    try {
      if (group !== null) process.kill(-group, 'SIGKILL');
    } catch {
      // Nobody is left.
    }
  }
}
