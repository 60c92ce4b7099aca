/** An outside strategy's process: lines out, lines in, bounded in size and time, and no process left behind. */
import { ExecFault } from './fault.ts';
import { GuardedProcess } from './guarded-process.ts';

/** Longest message, in bytes: arrays go through files. */
export const MAX_LINE = 1 << 20;
/** Unread output, in bytes, after which no more is taken. */
const MAX_UNREAD = 4 << 20;
/** They open doors of this machine that a strategy has no business with. */
const WITHHELD = ['HEIRLOOM_TOKEN', 'DATABASE_URL'];

export class ExecProcess extends GuardedProcess {
  readonly #lines: string[] = [];
  #partial: Buffer[] = [];
  #partialSize = 0;
  #unread = 0;
  #isFlooded = false;
  #unsent = '';

  /**
   * @param scratch a folder for the exchange of arrays; removed when the process has ended
   * @param graceMs how long the process may take to end by itself, and after SIGTERM again
   */
  constructor(command: string, scratch: string, graceMs: number) {
    const env = { ...process.env };
    for (const name of WITHHELD) delete env[name];
    super({ command, scratch, graceMs, env });
  }

  /** Sends a message with what follows it, at the latest when an answer is waited for: each write wakes the process. */
  post(message: object): void {
    this.#unsent += `${JSON.stringify(message)}\n`;
  }

  send(message: object): void {
    this.post(message);
    this.#flush();
  }

  sendText(text: string): void {
    this.#flush();
    this.write(text);
  }

  #flush(): void {
    if (this.#unsent === '') return;
    this.write(this.#unsent);
    this.#unsent = '';
  }

  /** The next line; null where none came in time. @throws ExecFault where the process ended, or wrote too much */
  async nextLine(limitMs: number): Promise<string | null> {
    if (this.#lines.length === 0 && !this.isOver && !this.#isFlooded) {
      this.#flush();
      await this.activity(limitMs);
    }
    const line = this.#lines.shift();
    if (line !== undefined) {
      this.#unread -= line.length;
      return line;
    }
    if (this.#isFlooded)
      throw new ExecFault(
        `It wrote more than ${MAX_LINE} bytes without a line feed, or more than ${MAX_UNREAD} bytes that nobody had asked for; expected one JSON line a message, and arrays in files.`,
      );
    if (this.isOver) throw new ExecFault(`It ${this.endWords()}.`);
    return null;
  }

  protected override received(bytes: Buffer): void {
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
    if (this.#isFlooded || this.#lines.length > 0) this.wake();
  }
}
