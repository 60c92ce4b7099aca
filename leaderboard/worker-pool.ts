/** Worker threads for what would keep a site from answering: checking bundles, reading their samples, bootstrapping scores and ranks. */
import { existsSync } from 'node:fs';
import path from 'node:path';
import type { Problem } from '../benchmarks/protocol/errors.ts';
import type { Board, BoardInput, Comparison, ComparisonInput } from '../benchmarks/scoring/index.ts';
import type { Snapshot } from '../benchmarks/snapshot/schema.ts';
import type { BundleInput, CheckedBundle, UnpackedArchive } from './checked-bundle.ts';
import {
  COMPARISON_LIMIT,
  checkLimit,
  FRAMES_LIMIT,
  SCORING_LIMIT,
  UNPACKING_LIMIT,
  VERIFYING_LIMIT,
} from './job-limits.ts';
import { LimitedPool } from './limited-pool.ts';
import type { FramesRequest, SeedFrames } from './sample-frames.ts';

const THREADS = 2;
const WORKER_FILE = path.join('leaderboard', 'worker.mjs');

/** On globalThis because Next loads a module once per bundle: there is to be one pool. */
const KEY = Symbol.for('heirloom.worker-pool');
const holder = globalThis as typeof globalThis & { [KEY]?: LimitedPool };

function pool(): LimitedPool {
  holder[KEY] ??= new LimitedPool(workerFile(), THREADS);
  return holder[KEY];
}

/** Finds worker.mjs upwards from the working directory: once Next has bundled this module, its own address leads nowhere. */
function workerFile(): string {
  for (let folder = process.cwd(); ; folder = path.dirname(folder)) {
    const candidate = path.join(/* turbopackIgnore: true */ folder, WORKER_FILE);
    if (existsSync(candidate)) return candidate;
    if (folder === path.dirname(folder))
      throw new Error(`found no ${WORKER_FILE} above ${process.cwd()}; start the site inside the checkout`);
  }
}

/** Checks a bundle, and unpacks one that passes. @throws timed-out */
export function checkInWorker(input: BundleInput): Promise<CheckedBundle> {
  return pool().run('check', input, checkLimit());
}

/** Unpacks a bundle that has been checked. @throws timed-out */
export function unpackInWorker(input: BundleInput): Promise<UnpackedArchive> {
  return pool().run('unpack', input, UNPACKING_LIMIT);
}

/** Reads what a bundle's samples show; null where it has none of the benchmark. @throws timed-out */
export function framesInWorker(request: FramesRequest): Promise<SeedFrames | null> {
  return pool().run('frames', request, FRAMES_LIMIT);
}

/** @throws timed-out */
export function scoreInWorker(input: BoardInput): Promise<Board> {
  return pool().run('score', input, SCORING_LIMIT);
}

/** Compares pairs, in order. @throws timed-out */
export function compareInWorker(inputs: readonly ComparisonInput[]): Promise<Comparison[]> {
  return pool().run('compareAll', inputs, COMPARISON_LIMIT);
}

/** What would not hold of a snapshot's file: everything in it is computed again. @throws timed-out */
export function faultsInWorker(snapshot: Snapshot): Promise<readonly Problem[]> {
  return pool().run('faults', snapshot, VERIFYING_LIMIT);
}

/** Ends the threads; the next task starts new ones. */
export async function closeWorkers(): Promise<void> {
  const open = holder[KEY];
  delete holder[KEY];
  await open?.close();
}
