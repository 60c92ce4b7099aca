/** The default engine: tfjs's WebAssembly backend on one thread, with our kernels in its heap. */
import path from 'node:path';
import { ENGINE_VERSIONS, STOCK_WASM_VERSION } from '../../protocol/engine-versions.ts';
import { currentBuild, openBuild } from './builds.ts';
import { composedOps } from './composed-ops.ts';
import type { TensorEngine, Tf } from './engine.ts';
import type { Say } from './load.ts';
import { fusedOps } from './wasm/fused-ops.ts';
import { openHeap } from './wasm/heap.ts';
import { instantiateKernels } from './wasm/kernels.ts';
import { overrideKernels } from './wasm/overrides.ts';

const PACKAGE = '@tensorflow/tfjs-backend-wasm';

export async function loadWasm(tf: Tf, require: NodeJS.Require, say: Say): Promise<TensorEngine> {
  const backend = require(PACKAGE) as typeof import('@tensorflow/tfjs-backend-wasm');
  backend.setWasmPaths(`${path.dirname(require.resolve(PACKAGE))}/`);
  // Its threads don't work in Node, and one thread is what makes a result reproducible.
  tf.env().set('WASM_HAS_MULTITHREAD_SUPPORT', false);
  await keepingProcessListeners(async () => {
    await tf.setBackend('wasm');
    await tf.ready();
  });
  const heap = openHeap(tf);
  if (heap === null) {
    say(
      `The heap of ${PACKAGE} is not where it was in ${ENGINE_VERSIONS.wasm}; going on with its own kernels, which are slower.`,
    );
    return { id: 'wasm', version: STOCK_WASM_VERSION, tf, ops: composedOps(tf) };
  }
  const kernels = instantiateKernels(heap, openBuild(currentBuild()));
  overrideKernels(tf, heap, kernels);
  return { id: 'wasm', version: ENGINE_VERSIONS.wasm, tf, ops: fusedOps({ tf, heap, kernels }) };
}

/**
 * Emscripten's start listens to uncaught errors of the whole process and throws them again from inside its minified file,
 * which Node then prints with every one of them.
 */
async function keepingProcessListeners(start: () => Promise<void>): Promise<void> {
  const events = ['uncaughtException', 'unhandledRejection'] as const;
  // One signature for both: only identity matters here.
  const listeners = (event: string) => process.listeners(event as 'uncaughtException');
  const before = new Map(events.map((event) => [event, new Set(listeners(event))]));
  try {
    await start();
  } finally {
    for (const event of events) {
      for (const listener of listeners(event)) {
        if (!before.get(event)?.has(listener)) process.removeListener(event, listener);
      }
    }
  }
}
