/** Training steps on the default engine against PyTorch on one thread, its two builds, and how steps scale over worker threads. */
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import path from 'node:path';
import { Worker } from 'node:worker_threads';
import { loadEngine } from '../../benchmarks/numerics/engine/load.ts';
import { inRoot } from '../support/root.mjs';
import { say } from '../support/steps.mjs';
import { compareBuilds } from './engine-builds.mjs';
import { createStep, STEPS } from './engine-steps.mjs';
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
  try {
    const engine = await loadEngine('wasm');
    const figures = [];
    for (const name of Object.keys(STEPS)) figures.push(...(await compareStep(engine, name, peers)));
    return [...figures, ...(await compareBuilds()), ...(await compareThreads())];
  } finally {
    for (const peer of peers) peer.close();
  }
}

/** In seconds of the processor, so that what else runs on the machine counts less. */
async function compareStep(engine, name, peers) {
  const step = createStep(engine, STEPS[name]);
  const ours = (count) => {
    const before = process.cpuUsage();
    for (let i = 0; i < count; i++) step();
    const { user, system } = process.cpuUsage(before);
    return (user + system) / 1e6 / count;
  };
  ours(3);
  const count = Math.max(1, Math.round(ROUND_SECONDS / ours(3)));
  const variants = Object.fromEntries(
    peers.map((peer, place) => [place, async () => (await peer.ask(`${count} ${name}`)) / count]),
  );
  const measured = await alternate({ ours: () => ours(count), ...variants }, { rounds: ROUNDS });
  const own = `${formatMs(measured.ours)} a step`;
  if (peers.length === 0) return [{ name, value: 1000 * median(measured.ours), unit: 'ms', note: 'of one processor' }];
  return peers.map((peer, place) => ({
    name,
    value: medianRatio(measured.ours, measured[place]),
    unit: `× PyTorch ${peer.about.torch}`,
    ...(place === 0 ? { target: TARGET } : {}),
    note: `${own}, PyTorch ${formatMs(measured[place])}, on one thread`,
  }));
}

/** Two threads, an engine each, as two seeds of a run. */
async function compareThreads() {
  if (availableParallelism() < 2) {
    say('  threads skipped: one core');
    return [];
  }
  const workers = [0, 1].map(() => new Worker(new URL('./engine-worker.mjs', import.meta.url)));
  const run = async (worker, count) => {
    worker.postMessage({ name: THREADED, count });
    const [seconds] = await once(worker, 'message');
    return seconds;
  };
  try {
    // Both are started and warm before the first round.
    const [alone] = await Promise.all(workers.map((worker) => run(worker, 3)));
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

const formatMs = (values) =>
  `${(1000 * median(values)).toPrecision(3)} ms (fastest ${(1000 * Math.min(...values)).toPrecision(3)})`;
