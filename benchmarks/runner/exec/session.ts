/** A conversation with an outside strategy: one message at a time, each within its time. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { HeirloomError } from '../../protocol/errors.ts';
import { EXEC_PROTOCOL } from '../../protocol/outside.ts';
import { Scratch } from './arrays.ts';
import { ExecFault, shown } from './fault.ts';
import {
  type Asked,
  type Call,
  type OutsideCard,
  parseCall,
  parseCard,
  parseReturn,
  type Returned,
} from './messages.ts';
import { ExecProcess } from './process.ts';

/** How long each thing may take, in milliseconds. */
export interface ExecLimits {
  /** From the start to the card: interpreters and their packages load slowly. */
  readonly startMs: number;
  /** From one message of the process, heartbeats included, to the next while the harness waits for it. */
  readonly silenceMs: number;
  /** Of one hook with all its calls and heartbeats. */
  readonly hookMs: number;
  /** To end by itself, and after SIGTERM again. */
  readonly graceMs: number;
}

export const DEFAULT_LIMITS: ExecLimits = { startMs: 60_000, silenceMs: 60_000, hookMs: 3_600_000, graceMs: 2_000 };

/** Who speaks on the other side: what `hello` asks for, and how the answers are read. */
export interface Role<Card, Answers> {
  /** Left out for a strategy: the first of them. */
  readonly name?: 'learner';
  /** @throws ExecFault naming the field that is wrong */
  readonly card: (message: unknown) => Card;
  /** @throws ExecFault naming the field that is wrong */
  readonly answer: <Name extends keyof Answers & string>(name: Name, message: unknown) => Answers[Name];
}

type StrategyAnswers = { [Name in Asked]: Returned<Name> };

const STRATEGY: Role<OutsideCard, StrategyAnswers> = {
  card: parseCard,
  answer: (name, message) => parseReturn(name, message) as never,
};

export class ExecSession<Card = OutsideCard, Answers = StrategyAnswers> {
  readonly command: string;
  /** Folder through which arrays go, both ways. */
  readonly scratch: string;
  readonly arrays: Scratch;
  readonly process: ExecProcess;
  readonly #limits: ExecLimits;
  readonly #role: Role<Card, Answers>;
  #card: Card | null = null;
  #isClosed = false;
  /** What was announced and has not been answered. */
  readonly #announced: (keyof Answers & string)[] = [];

  private constructor(command: string, limits: ExecLimits, role: Role<Card, Answers>) {
    this.command = command;
    this.#role = role;
    this.#limits = limits;
    this.scratch = mkdtempSync(join(tmpdir(), 'heirloom-exec-'));
    this.arrays = new Scratch(this.scratch);
    this.process = new ExecProcess(command, this.scratch, limits.graceMs);
  }

  /** Starts the command and shakes hands. @throws ExecFault where it is no client of the protocol */
  static open(command: string, limits: ExecLimits = DEFAULT_LIMITS): Promise<ExecSession> {
    return ExecSession.openAs(STRATEGY, command, limits);
  }

  /** The same for a process of another role. @throws ExecFault */
  static async openAs<Card, Answers>(
    role: Role<Card, Answers>,
    command: string,
    limits: ExecLimits,
  ): Promise<ExecSession<Card, Answers>> {
    if (process.platform === 'win32')
      throw new ExecFault('exec: needs process groups, which Windows has not; run it on Linux or macOS.');
    const session = new ExecSession(command, limits, role);
    await session.#guarded(async () => {
      const { silenceMs, hookMs } = limits;
      session.process.send({
        type: 'hello',
        protocol: EXEC_PROTOCOL,
        ...(role.name !== undefined && { role: role.name }),
        scratch: session.scratch,
        limits: { silenceSeconds: silenceMs / 1000, hookSeconds: hookMs / 1000 },
      });
      session.#card = role.card(await session.#next(limits.startMs, 'hello'));
    });
    return session;
  }

  get card(): Card {
    if (this.#card === null) throw new Error('The handshake is not over.');
    return this.#card;
  }

  get isClosed(): boolean {
    return this.#isClosed;
  }

  /** Tells the process something that it only has to acknowledge. It goes out with the next question, before which it is answered. */
  announce(name: keyof Answers & string, fields: object): void {
    this.process.post({ type: name, ...fields });
    this.#announced.push(name);
  }

  /**
   * Asks the process for something and answers its calls until it returns. While `answer` runs, another question may be asked:
   * the process answers that first.
   * @throws ExecFault where the process does what it may not; it is ended then
   */
  async ask<Name extends keyof Answers & string>(
    name: Name,
    fields: object,
    answer: (call: Call) => Promise<object>,
  ): Promise<Answers[Name]> {
    return this.#guarded(async () => {
      const until = performance.now() + this.#limits.hookMs;
      this.process.post({ type: name, ...fields });
      for (let said = this.#announced.shift(); said !== undefined; said = this.#announced.shift())
        await this.#acknowledged(said, until);
      for (;;) {
        const message = await this.#next(this.#limits.silenceMs, name, until);
        if (typeOf(message) === 'return') return this.#role.answer(name, message);
        const call = parseCall(message);
        this.process.post({ type: 'result', op: call.op, ...(await answer(call)) });
      }
    });
  }

  async #acknowledged(name: keyof Answers & string, until: number): Promise<void> {
    const message = await this.#next(this.#limits.silenceMs, name, until);
    if (typeOf(message) === 'call')
      throw new ExecFault(`It called ${parseCall(message).op} in ${name}, in which nothing is handed out.`);
    this.#role.answer(name, message);
  }

  /** Looks at an answer: where `work` finds a fault in it, the process is ended. */
  judge<Value>(work: () => Promise<Value>): Promise<Value> {
    return this.#guarded(work);
  }

  /** Says goodbye and waits until the process is gone. */
  async close(): Promise<void> {
    if (this.#isClosed) return;
    this.#isClosed = true;
    this.process.send({ type: 'bye' });
    await this.process.close();
    this.#removeScratch();
  }

  /** The next message that is no heartbeat. */
  async #next(limitMs: number, during: string, until = Number.POSITIVE_INFINITY): Promise<unknown> {
    for (;;) {
      const left = until - performance.now();
      const limit = Math.min(limitMs, left);
      const line = limit <= 0 ? null : await this.process.nextLine(limit);
      // Which limit it was is not asked of the clock: timers may be a part of a millisecond early.
      if (line === null) throw new ExecFault(left <= limitMs ? this.#tooLong(during) : silentFor(limitMs, during));
      const message = parseLine(line, during);
      const type = typeOf(message);
      if (type === 'heartbeat') continue;
      if (type === 'error')
        throw new ExecFault(`It reported an error in ${during}: ${shown((message as { message?: unknown }).message)}`);
      return message;
    }
  }

  #tooLong(during: string): string {
    return `It took more than ${this.#limits.hookMs / 1000} seconds for ${during}, heartbeats or not; the work of one hook has to fit into that.`;
  }

  /** Ends the process where anything goes wrong, and says what it said last. */
  async #guarded<Value>(work: () => Promise<Value>): Promise<Value> {
    if (this.#isClosed) throw new ExecFault(`The process of "${shown(this.command)}" is closed.`);
    try {
      return await work();
    } catch (error) {
      if (this.#isClosed) throw error;
      this.#isClosed = true;
      await this.process.kill();
      this.#removeScratch();
      if (!(error instanceof ExecFault)) throw error;
      const words = this.process.lastWords();
      throw new ExecFault(
        `exec:${shown(this.command)}: ${error.message}${words === '' ? '' : ` Its last words on stderr: ${words}`}`,
      );
    }
  }

  /** The guard does it; where it was ended from outside it couldn't. */
  #removeScratch(): void {
    rmSync(this.scratch, { recursive: true, force: true });
  }
}

function parseLine(line: string, during: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    throw new ExecFault(
      `It wrote "${shown(line)}" in ${during}; expected one JSON object a line on stdout and nothing else (print to stderr).`,
    );
  }
}

const typeOf = (message: unknown): unknown =>
  typeof message === 'object' && message !== null ? (message as { type?: unknown }).type : undefined;

const SILENCE = 'HEIRLOOM_EXEC_SILENCE_SECONDS';

/** The limits of this process: the silence that is borne can be set. @throws bad-parameter */
export function limitsHere(): ExecLimits {
  const text = process.env[SILENCE];
  if (text === undefined || text === '') return DEFAULT_LIMITS;
  const seconds = Number(text);
  if (!(seconds > 0 && seconds <= 3600))
    throw new HeirloomError(
      'bad-parameter',
      `Received ${SILENCE}=${text}; expected a number of seconds above 0 and at most 3600.`,
    );
  return { ...DEFAULT_LIMITS, startMs: Math.max(DEFAULT_LIMITS.startMs, 1000 * seconds), silenceMs: 1000 * seconds };
}

const silentFor = (limitMs: number, during: string): string =>
  `It was silent for ${Math.round(limitMs / 100) / 10} seconds in ${during}; a message or {"type":"heartbeat"} was expected within that time.`;
