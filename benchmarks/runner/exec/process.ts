/** An outside strategy's process: lines out, lines in, bounded in size and time, and no process left behind. */
import { type ChildProcess, spawn } from 'node:child_process';
import { constants } from 'node:os';
import type { Duplex } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { ExecFault, shown } from './fault.ts';

const GUARD = fileURLToPath(new URL('./guard.mjs', import.meta.url));

/** Longest message, in bytes: arrays go through files. */
export const MAX_LINE = 1 << 20;
/** Unread output, in bytes, after which no more is taken. */
const MAX_UNREAD = 4 << 20;
/** What is kept of the standard error stream: its end. */
const KEPT_ERRORS = 4096;
const SHOWN_LINES = 5;
const SHOWN_CHARACTERS = 240;
/** They open doors of this machine that a strategy has no business with. */
const WITHHELD = ['HEIRLOOM_TOKEN', 'DATABASE_URL'];

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

export class ExecProcess {
  readonly #guard: ChildProcess;
  readonly #control: Duplex;
  readonly #lines: string[] = [];
  readonly #graceMs: number;
  #partial: Buffer[] = [];
  #partialSize = 0;
  #unread = 0;
  #isFlooded = false;
  #errors = '';
  #status = '';
  #isOver = false;
  #wake: (() => void) | null = null;
  readonly #over: Promise<void>;

  /**
   * @param scratch a folder for the exchange of arrays; removed when the process has ended
   * @param graceMs how long the process may take to end by itself, and after SIGTERM again
   */
  constructor(command: string, scratch: string, graceMs: number) {
    this.#graceMs = graceMs;
    const env = { ...process.env };
    for (const name of WITHHELD) delete env[name];
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
    this.#guard.stdout?.on('data', (bytes: Buffer) => this.#read(bytes)).on('error', () => {});
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

  /** The process group of the command and what that started; null where that is not known. */
  get group(): number | null {
    return this.#facts().group ?? null;
  }

  send(message: object): void {
    this.sendText(`${JSON.stringify(message)}\n`);
  }

  sendText(text: string): void {
    if (!this.#isOver) this.#guard.stdin?.write(text);
  }

  /** Closes the process's input. */
  endInput(): void {
    this.#guard.stdin?.end();
  }

  /** The next line; null where none came in time. @throws ExecFault where the process ended, or wrote too much */
  async nextLine(limitMs: number): Promise<string | null> {
    if (this.#lines.length === 0 && !this.#isOver && !this.#isFlooded) await this.#activity(limitMs);
    const line = this.#lines.shift();
    if (line !== undefined) {
      this.#unread -= line.length;
      return line;
    }
    if (this.#isFlooded)
      throw new ExecFault(
        `It wrote more than ${MAX_LINE} bytes without a line feed, or more than ${MAX_UNREAD} bytes that nobody had asked for; expected one JSON line a message, and arrays in files.`,
      );
    if (this.#isOver) throw new ExecFault(`It ${this.#endWords()}.`);
    return null;
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

  /** How the process ended: `ended with exit code 1`. */
  endWords(): string {
    return this.#endWords();
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

  #activity(limitMs: number): Promise<void> {
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

  #read(bytes: Buffer): void {
    if (this.#isFlooded) return;
    let from = 0;
    for (let at = bytes.indexOf(10); at >= 0; at = bytes.indexOf(10, from)) {
      this.#partial.push(bytes.subarray(from, at));
      const line = Buffer.concat(this.#partial).toString('utf8');
      this.#partial = [];
      this.#partialSize = 0;
      this.#lines.push(line);
      this.#unread += line.length;
      from = at + 1;
    }
    this.#partial.push(bytes.subarray(from));
    this.#partialSize += bytes.length - from;
    if (this.#partialSize > MAX_LINE || this.#unread > MAX_UNREAD) {
      this.#isFlooded = true;
      this.#partial = [];
      this.#lines.length = 0;
    }
    if (this.#isFlooded || this.#lines.length > 0) this.#wake?.();
  }

  #endWords(): string {
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
