/** Training steps on the default engine: its fastest build against WebAssembly's and PyTorch on one thread, the builds' products, and how steps scale over worker threads. */
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import path from 'node:path';
import { Worker } from 'node:worker_threads';
import { chooseBuild } from '../../benchmarks/numerics/engine/builds.ts';
import { inRoot } from '../support/root.mjs';
import { say } from '../support/steps.mjs';
import { compareBuilds } from './engine-builds.mjs';
import { STEPS } from './engine-steps.mjs';
import { alternate, median, medianRatio } from './measure.mjs';
import { openPython, pythonsWith } from './python.mjs';

const ROUNDS = 5;
/** Steps a round are as many as take about this long here. */
const ROUND_SECONDS = 1;
/** Debian's PyTorch first: the one that the target names. The other may be a wheel with kernels of its own. */
const PYTHONS = ['/usr/bin/python3', 'python3'];
const TARGET = { atMost: 1.2 };
const THREADED = 'transformer 2 × 64, 64 tokens, batch 16';

export async function benchEngine({ workDir }) {
  const sizes = path.join(workDir, 'engine-sizes.json');
  writeFileSync(sizes, JSON.stringify(STEPS));
  const commands = pythonsWith('torch', PYTHONS);
  if (commands.length === 0) say(`  no PyTorch to compare with (looked with ${PYTHONS.join(', ')})`);
  const peers = await Promise.all(
    commands.map((command) => openPython(command, [inRoot('scripts', 'bench', 'engine.py'), sizes])),
  );
  const builds = [...new Set(['fastest', 'relaxed', 'portable'].map((request) => chooseBuild(request).id))];
  const [fastest, wasm] = builds;
  const workers = Object.fromEntries([fastest, wasm].map((id) => [id, openWorker(id)]));
  try {
    const figures = [];
    for (const name of Object.keys(STEPS)) figures.push(...(await compareStep(workers, name, peers)));
    return [...figures, ...(await compareBuilds()), ...(await compareThreads(fastest))];
  } finally {
    for (const peer of peers) peer.close();
    await Promise.all(Object.values(workers).map((worker) => worker.terminate()));
  }
}

/** A thread with an engine on this build. */
const openWorker = (build) =>
  new Worker(new URL('./engine-worker.mjs', import.meta.url), { workerData: chooseBuild(build) });

async function run(worker, name, count) {
  worker.postMessage({ name, count });
  const [seconds] = await once(worker, 'message');
  return seconds;
}

/** In seconds of the processor, so that what else runs on the machine counts less; one thread works at a time. */
async function compareStep(workers, name, peers) {
  const secondsOf = async (worker, count) => {
    const before = process.cpuUsage();
    await run(worker, name, count);
    const { user, system } = process.cpuUsage(before);
    return (user + system) / 1e6 / count;
  };
  const counts = {};
  for (const [id, worker] of Object.entries(workers)) {
    await secondsOf(worker, 3);
    counts[id] = Math.max(1, Math.round(ROUND_SECONDS / (await secondsOf(worker, 3))));
  }
  const [fastest, wasm] = Object.keys(workers);
  const measured = await alternate(
    {
      ...Object.fromEntries(Object.entries(workers).map(([id, worker]) => [id, () => secondsOf(worker, counts[id])])),
      ...Object.fromEntries(
        peers.map((peer, place) => [
          `peer ${place}`,
          async () => (await peer.ask(`${counts[fastest]} ${name}`)) / counts[fastest],
        ]),
      ),
    },
    { rounds: ROUNDS },
  );
  const own = `${fastest} ${formatMs(measured[fastest])} a step`;
  const beside = (value, unit, note) => ({ name, value, unit, note: `${own}, ${note}, on one thread` });
  return [
    ...(wasm === undefined
      ? [{ name, value: 1000 * median(measured[fastest]), unit: 'ms', note: `${fastest}, of one processor` }]
      : [beside(medianRatio(measured[fastest], measured[wasm]), `× ${wasm}`, `${wasm} ${formatMs(measured[wasm])}`)]),
    ...peers.map((peer, place) => {
      const times = measured[`peer ${place}`];
      const figure = beside(
        medianRatio(measured[fastest], times),
        `× PyTorch ${peer.about.torch}`,
        `PyTorch ${formatMs(times)}`,
      );
      return place === 0 ? { ...figure, target: TARGET } : figure;
    }),
  ];
}

/** Two threads, an engine each, as two seeds of a run. */
async function compareThreads(build) {
  if (availableParallelism() < 2) {
    say('  threads skipped: one core');
    return [];
  }
  const workers = [0, 1].map(() => openWorker(build));
  try {
    // Both are started and warm before the first round.
    const [alone] = await Promise.all(workers.map((worker) => run(worker, THREADED, 3)));
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

const formatMs = (values) =>
  `${(1000 * median(values)).toPrecision(3)} ms (fastest ${(1000 * Math.min(...values)).toPrecision(3)})`;
