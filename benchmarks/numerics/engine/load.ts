/** Loads tensor engines. Nothing of tfjs is loaded before the first call. */
import { createRequire } from 'node:module';
import type { EngineId } from '../../protocol/engine.ts';
import { ENGINE_VERSIONS } from '../../protocol/engine-versions.ts';
import { say as sayLine } from '../../protocol/print.ts';
import { composedOps } from './composed-ops.ts';
import type { TensorEngine, Tf } from './engine.ts';
import { registerGradients } from './gradients.ts';
import { loadTfjsNode } from './load-tfjs-node.ts';
import { loadWasm } from './load-wasm.ts';

/** Takes a line for the user: something was asked for that is not to be had here. */
export type Say = (line: string) => void;

const require = createRequire(import.meta.url);

const engines = new Map<EngineId, Promise<TensorEngine>>();

/**
 * The engine, made once a thread; `wasm` where `tfjs-node` was asked for and does not load, which is said. One thread uses
 * one engine: tfjs has one current backend.
 */
export function loadEngine(id: EngineId, say: Say = sayLine): Promise<TensorEngine> {
  const known = engines.get(id);
  if (known) return known;
  const loaded = LOADERS[id](say);
  engines.set(id, loaded);
  return loaded;
}

/** The engine that `loadEngine` would give for this name; the reason is said where it is another one. */
export function resolveEngine(id: EngineId, say: Say): EngineId {
  return id === 'tfjs-node' && loadTfjsNode(require, say) === null ? 'wasm' : id;
}

const LOADERS: Readonly<Record<EngineId, (say: Say) => Promise<TensorEngine>>> = {
  wasm: (say) => loadWasm(loadCore(), require, say),

  'tfjs-node': async (say) => {
    const tf = loadTfjsNode(require, say);
    if (tf === null) return loadEngine('wasm', say);
    await tf.setBackend('tensorflow');
    return { id: 'tfjs-node', version: ENGINE_VERSIONS['tfjs-node'], tf, ops: composedOps(tf) };
  },

  cpu: async () => {
    const tf = loadCore();
    require('@tensorflow/tfjs-backend-cpu');
    await tf.setBackend('cpu');
    return { id: 'cpu', version: ENGINE_VERSIONS.cpu, tf, ops: composedOps(tf) };
  },
};

function loadCore(): Tf {
  const tf: Tf = require('@tensorflow/tfjs-core');
  // Its only effect in this version: no advertisement for tfjs-node on the console.
  tf.enableProdMode();
  registerGradients(tf);
  return tf;
}
