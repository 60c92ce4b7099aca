/** Worker threads for what would keep a site from answering: checking bundles, reading their samples, bootstrapping scores and ranks. */
import type { BadReport } from '#benchmarks/bundle/check-source.ts';
import type { Problem } from '#benchmarks/protocol/errors.ts';
import type { Board, BoardInput, Comparison, ComparisonInput } from '#benchmarks/scoring/index.ts';
import type { Snapshot } from '#benchmarks/snapshot/schema.ts';
import type { BundleInput, UnpackedArchive } from '../intake/checked-bundle.ts';
import type { StorableBundle } from '../intake/kept-run.ts';
import type { FramesRequest, SeedFrames } from '../submissions/sample-frames.ts';
import { findUpwards } from './find-upwards.ts';
import {
  COMPARISON_LIMIT,
  checkLimit,
  FRAMES_LIMIT,
  SCORING_LIMIT,
  UNPACKING_LIMIT,
  VERIFYING_LIMIT,
} from './job-limits.ts';
import { LimitedPool } from './limited-pool.ts';
import { type QueueName, queueOf, widthOf } from './queues.ts';

const WORKER_FILE = 'leaderboard/host/worker.mjs';

/** On globalThis because Next loads a module once per bundle: there is to be one pool of a kind. */
const KEY = Symbol.for('heirloom.worker-pools');
const holder = globalThis as typeof globalThis & { [KEY]?: Map<QueueName, LimitedPool> };

function poolOf(name: QueueName): LimitedPool {
  holder[KEY] ??= new Map();
  const pool = holder[KEY].get(name) ?? new LimitedPool(workerFile(), widthOf(name));
  holder[KEY].set(name, pool);
  return pool;
}

function workerFile(): string {
  const file = findUpwards(WORKER_FILE, import.meta.url);
  if (file === null)
    throw new Error(`found no ${WORKER_FILE} above ${process.cwd()}; start the site inside the checkout`);
  return file;
}

/** Checks a bundle, and unpacks one that passes. @throws timed-out; busy; interrupted where the signal is aborted before it begins */
export function checkInWorker(input: BundleInput, signal?: AbortSignal): Promise<BadReport | StorableBundle> {
  return queueOf('uploads').run(() => poolOf('uploads').run('check', input, checkLimit()), signal);
}

/** Unpacks a bundle that has been checked: at a start, before anybody waits. @throws timed-out */
export function unpackInWorker(input: BundleInput): Promise<UnpackedArchive> {
  return poolOf('uploads').run('unpack', input, UNPACKING_LIMIT);
}

/** Reads what a bundle's samples show; null where it has none of the benchmark. Who asks holds a place in the queue. @throws timed-out */
export function framesInWorker(request: FramesRequest): Promise<SeedFrames | null> {
  return poolOf('frames').run('frames', request, FRAMES_LIMIT);
}

/** @throws timed-out; busy */
export function scoreInWorker(input: BoardInput): Promise<Board> {
  return queueOf('scoring').run(() => poolOf('scoring').run('score', input, SCORING_LIMIT));
}

/** Compares pairs, in order. Who asks holds a place in the queue. @throws timed-out */
export function compareInWorker(inputs: readonly ComparisonInput[]): Promise<Comparison[]> {
  return poolOf('comparisons').run('compareAll', inputs, COMPARISON_LIMIT);
}

/** What would not hold of a snapshot's file: everything in it is computed again. @throws timed-out; busy */
export function faultsInWorker(snapshot: Snapshot): Promise<readonly Problem[]> {
  return queueOf('snapshots').run(() => poolOf('snapshots').run('faults', snapshot, VERIFYING_LIMIT));
}

/** Ends the threads; the next task starts new ones. */
export async function closeWorkers(): Promise<void> {
  const open = [...(holder[KEY]?.values() ?? [])];
  delete holder[KEY];
  await Promise.all(open.map((pool) => pool.close()));
}
