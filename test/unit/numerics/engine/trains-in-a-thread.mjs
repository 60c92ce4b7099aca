// Started as the runner starts its workers: a plain file that registers tsx. Posts the bytes of a small training.
import { parentPort } from 'node:worker_threads';
import { register } from 'tsx/esm/api';

register();
const { loadEngine } = await import('../../../../benchmarks/numerics/engine/load.ts');
const { train } = await import('./small-training.ts');
parentPort.postMessage(train(await loadEngine('wasm'), 3));
