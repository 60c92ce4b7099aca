/**
 * A thread of its own that trains, on the build of the kernels that its data names: `{ name, count }` in, the seconds of the steps out.
 * Plain JavaScript: a thread of Node 20 begins with nothing else.
 */
import { parentPort, workerData } from 'node:worker_threads';
import { register } from 'tsx/esm/api';

register();
const { setBuild } = await import('#benchmarks/numerics/engine/build-choice.ts');
const { loadEngine } = await import('#benchmarks/numerics/engine/load.ts');
const { createStep } = await import('./engine-steps.ts');
setBuild(workerData);
const engine = await loadEngine('wasm');
const steps = new Map();

parentPort.on('message', ({ name, count }) => {
  if (!steps.has(name)) steps.set(name, createStep(engine, name));
  const step = steps.get(name);
  const startedAt = performance.now();
  for (let i = 0; i < count; i++) step();
  parentPort.postMessage((performance.now() - startedAt) / 1000);
});
