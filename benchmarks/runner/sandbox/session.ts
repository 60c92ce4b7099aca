/** A conversation with the sandbox: one side waits for the other, each answer within its time. */
import { shown } from '../exec/fault.ts';
import { SandboxFault } from './fault.ts';
import type { Frame, Numbers } from './frames.ts';
import { SANDBOX_LIMITS, type SandboxLimits } from './limits.ts';
import { type Asked, type Call, parseCall, parseReturn, type Returned } from './messages.ts';
import { SandboxProcess } from './process.ts';

/** What a call comes with and is answered with. */
export interface Answer {
  readonly header?: object;
  readonly arrays?: readonly Numbers[];
}
export type Answerer = (call: Call, arrays: readonly Numbers[]) => Promise<Answer>;

export type Returns<Name extends Asked> = Returned<Name> & { readonly arrays: readonly Numbers[] };

export class SandboxSession {
  readonly #process: SandboxProcess;
  readonly #limits: SandboxLimits;
  #isStarted = false;
  #isClosed = false;

  /** @param program of the sandbox (program.ts) */
  constructor(program: string, limits: SandboxLimits = SANDBOX_LIMITS) {
    this.#limits = limits;
    this.#process = new SandboxProcess(program, limits.memoryBytes);
  }

  get isClosed(): boolean {
    return this.#isClosed || this.#process.isOver;
  }

  get limits(): SandboxLimits {
    return this.#limits;
  }

  /**
   * Asks the sandbox for something and answers its calls until it returns. While `answer` runs, another question may be asked: the
   * sandbox answers that first.
   * @throws SandboxFault where the module does what it may not; the process is ended then
   */
  async ask<Name extends Asked>(
    name: Name,
    header: object,
    answer: Answerer = refuseAll(name),
  ): Promise<Returns<Name>> {
    return this.judge(async () => {
      this.#process.send({ header: { type: name, ...header }, arrays: [] });
      for (;;) {
        const { header: message, arrays } = await this.#next(name);
        if (message.type === 'return') return { ...parseReturn(name, message), arrays };
        if (message.type === 'error') throw new SandboxFault(`It threw in ${name}: ${shown(message.message)}`);
        const { header: fields = {}, arrays: numbers = [] } = await answer(parseCall(message), arrays);
        this.#process.send({ header: { type: 'result', ...fields }, arrays: numbers });
      }
    });
  }

  /** Looks at what the module did: where `work` finds a fault in it, the process is ended. */
  async judge<Value>(work: () => Promise<Value>): Promise<Value> {
    try {
      return await work();
    } catch (error) {
      await this.close();
      throw error;
    }
  }

  /** Ends the process. */
  async close(): Promise<void> {
    if (this.#isClosed) return;
    this.#isClosed = true;
    await this.#process.kill();
  }

  async #next(during: Asked): Promise<Frame> {
    const limitMs = this.#isStarted ? this.#limits.workMs : this.#limits.startMs;
    const frame = await this.#process.next(limitMs);
    if (frame === null)
      throw new SandboxFault(
        `It worked for more than ${limitMs / 1000} seconds in ${during} without an answer; a module’s own work between two calls has to fit into that.`,
      );
    this.#isStarted = true;
    return frame;
  }
}

const refuseAll =
  (name: Asked): Answerer =>
  async ({ op }) => {
    throw new SandboxFault(`It called ${op} in ${name}, in which nothing is handed out.`);
  };
