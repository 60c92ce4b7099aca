/** Training steps on the default engine: its fastest build against WebAssembly's and PyTorch on one thread, the builds' products, and how steps scale over worker threads. */
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import path from 'node:path';
import { Worker } from 'node:worker_threads';
import { z } from 'zod';
import { chooseBuild } from '#benchmarks/numerics/engine/builds.ts';
import type { BuildId, BuildRequest } from '#benchmarks/protocol/engine.ts';
import { inRoot } from '../../scripts/support/root.mjs';
import { say } from '../../scripts/support/steps.mjs';
import { compareBuilds } from './engine-builds.ts';
import { STEPS } from './engine-steps.ts';
import { alternate, type BenchContext, type Figure, median, medianRatio, type Target } from './measure.ts';
import { noPython, openPython, type Peer, pythonsWith } from './python.ts';

const ROUNDS = 5;
/** Steps a round are as many as take about this long here. */
const ROUND_SECONDS = 1;
/** What the native kernels have to reach beside WebAssembly's, and beside PyTorch (the newest wheel). */
const BESIDE_WASM: Target = { atMost: 0.75 };
const BESIDE_TORCH: Target = { atMost: 1 };
const THREADED = 'transformer 2 × 64, 64 tokens, batch 16';
/** What engine.py says of itself. */
const ABOUT = z.object({ torch: z.string() });
type TorchPeer = Peer<z.infer<typeof ABOUT>>;

export async function benchEngine({ workDir }: BenchContext): Promise<Figure[]> {
  const sizes = path.join(workDir, 'engine-sizes.json');
  writeFileSync(sizes, JSON.stringify(STEPS));
  const commands = pythonsWith('torch');
  if (commands.length === 0) say(noPython('torch'));
  const peers = await Promise.all(
    commands.map((command) => openPython(command, [inRoot('tools', 'bench', 'engine.py'), sizes], ABOUT)),
  );
  const requests: readonly BuildRequest[] = ['fastest', 'relaxed'];
  const builds = [...new Set(requests.map((request) => chooseBuild(request).id))] as [BuildId, BuildId?];
  const workers = new Map(builds.map((id) => [id as BuildId, openWorker(id as BuildId)]));
  try {
    const figures: Figure[] = [];
    for (const name of Object.keys(STEPS)) figures.push(...(await compareStep(workers, name, peers)));
    return [...figures, ...(await compareBuilds()), ...(await compareThreads(builds[0]))];
  } finally {
    for (const peer of peers) peer.close();
    await Promise.all([...workers.values()].map((worker) => worker.terminate()));
  }
}

/** A thread with an engine on this build. */
const openWorker = (build: BuildId): Worker =>
  new Worker(new URL('./engine-worker.mjs', import.meta.url), { workerData: chooseBuild(build) });

/** @returns seconds of so many steps */
async function run(worker: Worker, name: string, count: number): Promise<number> {
  worker.postMessage({ name, count });
  const [seconds] = await once(worker, 'message');
  return seconds;
}

/** In seconds of the processor, so that what else runs on the machine counts less; one thread works at a time. */
async function compareStep(
  workers: ReadonlyMap<BuildId, Worker>,
  name: string,
  peers: readonly TorchPeer[],
): Promise<Figure[]> {
  const secondsOf = async (worker: Worker, count: number): Promise<number> => {
    const before = process.cpuUsage();
    await run(worker, name, count);
    const { user, system } = process.cpuUsage(before);
    return (user + system) / 1e6 / count;
  };
  const counts = new Map<BuildId, number>();
  for (const [id, worker] of workers) {
    await secondsOf(worker, 3);
    counts.set(id, Math.max(1, Math.round(ROUND_SECONDS / (await secondsOf(worker, 3)))));
  }
  const [fastest, wasm] = [...workers.keys()] as [BuildId, BuildId?];
  const count = counts.get(fastest) ?? 1;
  const measured: Record<string, number[]> = await alternate(
    Object.fromEntries([
      ...[...workers].map(([id, worker]) => [id, () => secondsOf(worker, counts.get(id) ?? 1)] as const),
      ...peers.map(
        (peer, place) => [`peer ${place}`, async () => (await peer.ask(`${count} ${name}`)) / count] as const,
      ),
    ]),
    { rounds: ROUNDS },
  );
  const own = measured[fastest] ?? [];
  const beside = (times: readonly number[], peer: string, target?: Target): Figure => ({
    name,
    value: medianRatio(own, times),
    unit: `× ${peer}`,
    ...(target ? { target } : {}),
    note: `${fastest} ${formatMs(own)} a step, ${peer} ${formatMs(times)}, on one thread`,
  });
  return [
    wasm === undefined
      ? { name, value: 1000 * median(own), unit: 'ms', note: `${fastest}, of one processor` }
      : beside(measured[wasm] ?? [], wasm, BESIDE_WASM),
    ...peers.map(({ about }, place) =>
      beside(measured[`peer ${place}`] ?? [], `PyTorch ${about.torch}`, place === 0 ? BESIDE_TORCH : undefined),
    ),
  ];
}

/** Two threads, an engine each, as two seeds of a run. */
async function compareThreads(build: BuildId): Promise<Figure[]> {
  if (availableParallelism() < 2) {
    say('  threads skipped: one core');
    return [];
  }
  const workers = [openWorker(build), openWorker(build)] as const;
  try {
    // Both are started and warm before the first round.
    const [alone] = await Promise.all([run(workers[0], THREADED, 3), run(workers[1], THREADED, 3)]);
    const count = Math.max(2, Math.round((3 * ROUND_SECONDS) / alone));
    const measured = await alternate(
      {
        one: async () => count / (await run(workers[0], THREADED, count)),
        two: async () =>
          (2 * count) / Math.max(...(await Promise.all(workers.map((worker) => run(worker, THREADED, count))))),
      },
      { rounds: ROUNDS },
    );
    return [
      {
        name: `two threads, ${THREADED}`,
        value: medianRatio(measured.two, measured.one),
        unit: '× the steps of one',
        target: { atLeast: 1.8 },
        note: `${median(measured.two).toPrecision(3)} and ${median(measured.one).toPrecision(3)} steps a second`,
      },
    ];
  } finally {
    await Promise.all(workers.map((worker) => worker.terminate()));
  }
}

const formatMs = (values: readonly number[]): string =>
  `${(1000 * median(values)).toPrecision(3)} ms (fastest ${(1000 * Math.min(...values)).toPrecision(3)})`;
