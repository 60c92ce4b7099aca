/**
 * A process of its own in which seeds are run: with limits of time and memory, and without this process's environment, so that
 * what runs there finds no token and no database.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { constants, setPriority } from 'node:os';
import { HeirloomError } from '#benchmarks/protocol/errors.ts';
import { findUpwards } from '../host/find-upwards.ts';
import { EvidenceDiffers } from './evidence-differs.ts';
import { ModuleDiffers } from './module-differs.ts';
import type { RerunSeed, SeedAnswer, SeedRequest } from './rerun/messages.ts';

const CHILD_FILE = 'leaderboard/verification/rerun/child.mjs';
/** What compiling kernels and finding caches and texts takes. */
const PASSED_ON = [
  ...['PATH', 'HOME', 'TMPDIR', 'TEMP', 'SystemRoot', 'CC', 'NODE_ENV'],
  ...['HEIRLOOM_CACHE', 'HEIRLOOM_MODELS'],
];
const LOOK_MS = 1_000;
const MEGABYTE = 1_048_576;
const PAGE_BYTES = 4_096;

export interface SeedLimits {
  readonly seconds: number;
  readonly megabytes: number;
}

const DEFAULTS: SeedLimits = { seconds: 1_800, megabytes: 2_048 };

/** @throws bad-parameter where a limit in the environment is no number */
export function seedLimits(environment: Readonly<Record<string, string | undefined>> = process.env): SeedLimits {
  const read = (name: string, otherwise: number, least: number): number => {
    const text = environment[name]?.trim() || String(otherwise);
    const value = Number(text);
    if (Number.isFinite(value) && value >= least) return value;
    throw new HeirloomError(
      'bad-parameter',
      `${name} is "${text.slice(0, 100)}"; expected a number of at least ${least}.`,
    );
  };
  return {
    seconds: read('HEIRLOOM_VERIFICATION_SEED_SECONDS', DEFAULTS.seconds, 1),
    megabytes: read('HEIRLOOM_VERIFICATION_MEGABYTES', DEFAULTS.megabytes, 256),
  };
}

/** What runs seeds, one at a time. */
export interface SeedRunner {
  /** @throws run-failed where a limit is passed or the process ends; ModuleDiffers; EvidenceDiffers */
  run(request: SeedRequest): Promise<RerunSeed>;
  close(): void;
}

export class SeedProcess implements SeedRunner {
  readonly #limits: SeedLimits;
  readonly #inBackground: boolean;
  #child: ChildProcess | null = null;

  /** `inBackground`: what else the machine does goes first. */
  constructor({ limits = seedLimits(), inBackground = false }: { limits?: SeedLimits; inBackground?: boolean } = {}) {
    this.#limits = limits;
    this.#inBackground = inBackground;
  }

  run(request: SeedRequest): Promise<RerunSeed> {
    const child = this.#running();
    const { seconds, megabytes } = this.#limits;
    return new Promise((resolve, reject) => {
      let timer: NodeJS.Timeout | undefined;
      let watch: NodeJS.Timeout | undefined;
      const settle = (end: () => void): void => {
        clearTimeout(timer);
        clearInterval(watch);
        child.off('message', onMessage).off('exit', onExit);
        end();
      };
      const fail = (message: string): void => settle(() => reject(new HeirloomError('run-failed', message)));
      const stop = (message: string): void => {
        fail(message);
        this.close();
      };
      const onMessage = (answer: SeedAnswer): void => {
        if ('error' in answer) fail(answer.error);
        else if ('module' in answer) settle(() => reject(new ModuleDiffers(answer.module)));
        else if ('evidence' in answer) settle(() => reject(new EvidenceDiffers(answer.evidence)));
        else settle(() => resolve(answer.seed));
      };
      const onExit = (code: number | null, signal: string | null): void => {
        this.#child = null;
        fail(
          `The process that ran the seed ended with ${signal ?? `exit code ${code}`}; its memory is limited to ${megabytes} MB.`,
        );
      };
      child.once('message', onMessage).once('exit', onExit);
      timer = setTimeout(() => stop(`The seed took longer than ${seconds} seconds.`), seconds * 1000);
      watch = setInterval(() => {
        const used = residentBytes(child.pid);
        if (used !== null && used > megabytes * MEGABYTE) stop(`The seed used more than ${megabytes} MB.`);
      }, LOOK_MS);
      child.send(request);
    });
  }

  close(): void {
    this.#child?.kill('SIGKILL');
    this.#child = null;
  }

  #running(): ChildProcess {
    if (this.#child) return this.#child;
    const file = findUpwards(CHILD_FILE, import.meta.url);
    if (file === null) throw new Error(`found no ${CHILD_FILE} above ${process.cwd()}; start inside the checkout`);
    const env = Object.fromEntries(PASSED_ON.flatMap((name) => (process.env[name] ? [[name, process.env[name]]] : [])));
    const heap = Math.max(256, Math.floor(this.#limits.megabytes * 0.75));
    const child = spawn(process.execPath, [`--max-old-space-size=${heap}`, file], {
      env: env as NodeJS.ProcessEnv,
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    });
    try {
      if (this.#inBackground && child.pid) setPriority(child.pid, constants.priority.PRIORITY_LOW);
    } catch {
      // Some systems don't let a process say so; it then has its equal share.
    }
    this.#child = child;
    return child;
  }
}

/** Memory that a process holds; null where the system doesn't say. */
function residentBytes(pid: number | undefined): number | null {
  try {
    return Number(readFileSync(`/proc/${pid}/statm`, 'utf8').split(' ')[1]) * PAGE_BYTES;
  } catch {
    return null;
  }
}
