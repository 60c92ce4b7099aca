/** The process of the sandbox: frames in, frames out, within bounds of time and memory. */
import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { GuardedProcess } from '../exec/guarded-process.ts';
import { BOOT_COMMAND } from './boot.ts';
import { SandboxFault } from './fault.ts';
import { decodeFrame, encodeFrame, type Frame, MAX_FRAME } from './frames.ts';
import { HEAP_MEGABYTES } from './limits.ts';

/** How often its memory is looked at while it works, in milliseconds. */
const LOOK_MS = 100;
const PAGE_BYTES = 4096;
const MEGABYTE = 1 << 20;

export class SandboxProcess extends GuardedProcess {
  readonly #memoryBytes: number;
  #chunks: Buffer[] = [];
  #size = 0;

  /** @param program what it runs, as text */
  constructor(program: string, memoryBytes: number) {
    // What the environment of the harness holds is none of its business.
    super({ command: BOOT_COMMAND, scratch: '', graceMs: 0, env: {} as NodeJS.ProcessEnv });
    this.#memoryBytes = memoryBytes;
    const bytes = Buffer.from(program);
    const length = Buffer.alloc(4);
    length.writeUInt32LE(bytes.length);
    this.write(Buffer.concat([length, bytes]));
  }

  send(frame: Frame): void {
    this.write(encodeFrame(frame));
  }

  /**
   * The next frame; null where none came in time.
   * @throws SandboxFault where the process ended, used too much memory or wrote what is no frame
   */
  async next(limitMs: number): Promise<Frame | null> {
    const until = performance.now() + limitMs;
    for (;;) {
      const frame = this.#take();
      if (frame !== null) return frame;
      if (this.isOver) throw new SandboxFault(this.#endReason());
      const left = until - performance.now();
      if (left <= 0) return null;
      await this.activity(Math.min(LOOK_MS, left));
      if (this.#size === 0 && !this.isOver) await this.#requireMemory();
    }
  }

  protected override received(bytes: Buffer): void {
    this.#chunks.push(bytes);
    this.#size += bytes.length;
    this.wake();
  }

  /** The frame that was received first, once it is whole. */
  #take(): Frame | null {
    if (this.#size < 4) return null;
    let [bytes = Buffer.alloc(0)] = this.#chunks;
    if (bytes.length < 4) bytes = this.#joined();
    const length = bytes.readUInt32LE(0);
    if (length > MAX_FRAME)
      throw new SandboxFault(`It sent a message of ${length} bytes; expected at most ${MAX_FRAME}.`);
    if (this.#size < 4 + length) return null;
    bytes = this.#joined();
    this.#size -= 4 + length;
    this.#chunks = this.#size === 0 ? [] : [bytes.subarray(4 + length)];
    try {
      return decodeFrame(bytes.subarray(0, 4 + length));
    } catch (error) {
      throw new SandboxFault(`It sent what is no message: ${(error as Error).message}`);
    }
  }

  #joined(): Buffer {
    const bytes = this.#chunks.length === 1 ? (this.#chunks[0] as Buffer) : Buffer.concat(this.#chunks);
    this.#chunks = [bytes];
    return bytes;
  }

  #endReason(): string {
    const end = this.endWords();
    // V8 aborts where its heap is full; its last words are then a stack of its own functions.
    if (end.includes('SIGABRT'))
      return `It used more memory than the sandbox has: ${HEAP_MEGABYTES} MB for objects, ${this.#memoryBytes / MEGABYTE} MB in all.`;
    const words = this.lastWords();
    return `The process of the sandbox ${end}.${words === '' ? '' : ` Its last words: ${words}`}`;
  }

  /** @throws SandboxFault */
  async #requireMemory(): Promise<void> {
    const { group } = this;
    const used = group === null ? 0 : await residentBytes(group);
    if (used <= this.#memoryBytes) return;
    throw new SandboxFault(
      `It used ${Math.round(used / MEGABYTE)} MB of memory; a module has ${this.#memoryBytes / MEGABYTE} MB.`,
    );
  }
}

/** Resident memory of a process, in bytes; 0 where that can't be known, as of one that has just ended. */
async function residentBytes(pid: number): Promise<number> {
  try {
    if (process.platform === 'linux')
      return Number((await readFile(`/proc/${pid}/statm`, 'utf8')).split(' ')[1]) * PAGE_BYTES;
    return await new Promise((resolve) =>
      execFile('ps', ['-o', 'rss=', '-p', String(pid)], (error, out) => resolve(error ? 0 : Number(out) * 1024)),
    );
  } catch {
    return 0;
  }
}
