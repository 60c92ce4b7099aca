/** Training steps on the default engine against PyTorch on one thread, its two builds, and how steps scale over worker threads. */
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import path from 'node:path';
import { Worker } from 'node:worker_threads';
import { z } from 'zod';
import type { TensorEngine } from '#benchmarks/numerics/engine/engine.ts';
import { loadEngine } from '#benchmarks/numerics/engine/load.ts';
import { inRoot } from '../../scripts/support/root.mjs';
import { say } from '../../scripts/support/steps.mjs';
import { compareBuilds } from './engine-builds.ts';
import { createStep, STEPS } from './engine-steps.ts';
import { alternate, type BenchContext, type Figure, median, medianRatio } from './measure.ts';
import { openPython, type Peer, pythonsWith } from './python.ts';

const ROUNDS = 5;
/** Steps a round are as many as take about this long here. */
const ROUND_SECONDS = 1;
/** Debian's PyTorch first: the one that the target names. The other may be a wheel with kernels of its own. */
const PYTHONS = ['/usr/bin/python3', 'python3'];
const TARGET = { atMost: 1.2 };
const THREADED = 'transformer 2 × 64, 64 tokens, batch 16';
/** What engine.py says of itself. */
const ABOUT = z.object({ torch: z.string() });
type TorchPeer = Peer<z.infer<typeof ABOUT>>;

export async function benchEngine({ workDir }: BenchContext): Promise<Figure[]> {
  const sizes = path.join(workDir, 'engine-sizes.json');
  writeFileSync(sizes, JSON.stringify(STEPS));
  const commands = pythonsWith('torch', PYTHONS);
  if (commands.length === 0) say(`  no PyTorch to compare with (looked with ${PYTHONS.join(', ')})`);
  const peers = await Promise.all(
    commands.map((command) => openPython(command, [inRoot('tools', 'bench', 'engine.py'), sizes], ABOUT)),
  );
  try {
    const engine = await loadEngine('wasm');
    const figures: Figure[] = [];
    for (const name of Object.keys(STEPS)) figures.push(...(await compareStep(engine, name, peers)));
    return [...figures, ...(await compareBuilds()), ...(await compareThreads())];
  } finally {
    for (const peer of peers) peer.close();
  }
}

/** In seconds of the processor, so that what else runs on the machine counts less. */
async function compareStep(engine: TensorEngine, name: string, peers: readonly TorchPeer[]): Promise<Figure[]> {
  const step = createStep(engine, name);
  const ours = (count: number): number => {
    const before = process.cpuUsage();
    for (let i = 0; i < count; i++) step();
    const { user, system } = process.cpuUsage(before);
    return (user + system) / 1e6 / count;
  };
  ours(3);
  const count = Math.max(1, Math.round(ROUND_SECONDS / ours(3)));
  const variants = peers.map(
    (peer, place) => [String(place), async () => (await peer.ask(`${count} ${name}`)) / count] as const,
  );
  const measured = await alternate(Object.fromEntries([['ours', () => ours(count)], ...variants]), { rounds: ROUNDS });
  const { ours: own = [] } = measured;
  if (peers.length === 0) return [{ name, value: 1000 * median(own), unit: 'ms', note: 'of one processor' }];
  return peers.map(({ about }, place): Figure => {
    const theirs = measured[place] ?? [];
    return {
      name,
      value: medianRatio(own, theirs),
      unit: `× PyTorch ${about.torch}`,
      ...(place === 0 ? { target: TARGET } : {}),
      note: `${formatMs(own)} a step, PyTorch ${formatMs(theirs)}, on one thread`,
    };
  });
}

/** Two threads, an engine each, as two seeds of a run. */
async function compareThreads(): Promise<Figure[]> {
  if (availableParallelism() < 2) {
    say('  threads skipped: one core');
    return [];
  }
  const start = (): Worker => new Worker(new URL('./engine-worker.mjs', import.meta.url));
  const workers = [start(), start()] as const;
  const run = async (worker: Worker, count: number): Promise<number> => {
    worker.postMessage({ name: THREADED, count });
    const [seconds] = await once(worker, 'message');
    return seconds;
  };
  try {
    // Both are started and warm before the first round.
    const [alone] = await Promise.all([run(workers[0], 3), run(workers[1], 3)]);
    const count = Math.max(2, Math.round((3 * ROUND_SECONDS) / alone));
    const measured = await alternate(
      {
        one: async () => count / (await run(workers[0], count)),
        two: async () => (2 * count) / Math.max(...(await Promise.all(workers.map((worker) => run(worker, count))))),
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
