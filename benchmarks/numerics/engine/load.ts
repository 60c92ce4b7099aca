/** Loads tensor engines. Nothing of tfjs is loaded before the first call. */
import { createRequire } from 'node:module';
import path from 'node:path';
import { require as requireTranspiled } from 'tsx/cjs/api';
import type { EngineId } from '../../protocol/engine.ts';
import { composedOps } from './composed-ops.ts';
import type { TensorEngine, Tf } from './engine.ts';

const require = createRequire(import.meta.url);

const engines = new Map<EngineId, Promise<TensorEngine>>();

/** The engine, made once a thread. One thread uses one engine: tfjs has one current backend. */
export function loadEngine(id: EngineId): Promise<TensorEngine> {
  const known = engines.get(id);
  if (known) return known;
  const loaded = LOADERS[id]();
  engines.set(id, loaded);
  return loaded;
}

const LOADERS: Readonly<Record<EngineId, () => Promise<TensorEngine>>> = {
  wasm: loadWasm,
  cpu: loadCpu,
  'tfjs-node': () => {
    throw new Error('written by the engine work');
  },
};

async function loadCpu(): Promise<TensorEngine> {
  const tf = loadCore();
  await import('@tensorflow/tfjs-backend-cpu');
  await tf.setBackend('cpu');
  return { id: 'cpu', version: tf.version_core, tf, ops: composedOps(tf) };
}

async function loadWasm(): Promise<TensorEngine> {
  const tf = loadCore();
  const { setWasmPaths } = await import('@tensorflow/tfjs-backend-wasm');
  const folder = path.dirname(require.resolve('@tensorflow/tfjs-backend-wasm'));
  setWasmPaths(`${folder}/`);
  await tf.setBackend('wasm');
  await tf.ready();
  return { id: 'wasm', version: `${tf.version_core}+1`, tf, ops: composedOps(tf) };
}

/** tfjs-core's main file registers no gradients; the module that does is in ES syntax that Node does not take as it is. */
function loadCore(): Tf {
  const tf: Tf = require('@tensorflow/tfjs-core');
  requireTranspiled('@tensorflow/tfjs-core/dist/register_all_gradients.js', import.meta.url);
  return tf;
}
