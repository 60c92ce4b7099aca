/** The native engine, where its optional package is installed and works. */
import util from 'node:util';
import { ENGINE_VERSIONS } from '../../protocol/engine-versions.ts';
import type { Tf } from './engine.ts';
import type { Say } from './load.ts';

const PACKAGE = '@tensorflow/tfjs-node';

/** Called by tfjs-node 4.22; Node 22 warns of them and Node 23 has them no more. */
const DEPRECATED = {
  isNullOrUndefined: (value: unknown) => value === null || value === undefined,
  isArray: Array.isArray,
};

/**
 * `tf` on libtensorflow, or null where the package is not installed or has no native addon; one line says which.
 * @param require looks the package up
 */
export function loadTfjsNode(require: NodeJS.Require, say: Say): Tf | null {
  for (const [name, value] of Object.entries(DEPRECATED))
    Object.defineProperty(util, name, { value, configurable: true });
  // One thread an engine, as with wasm: more cores are used by more seeds. The library reads these when it is loaded, and only
  // what the main thread sets, which loads it first to see whether it can.
  process.env.TF_NUM_INTRAOP_THREADS ??= '1';
  process.env.TF_CPP_MIN_LOG_LEVEL ??= '2';
  try {
    return require(PACKAGE);
  } catch (error) {
    const reason = whyNot(error);
    if (reason === null) throw error;
    say(`The engine tfjs-node can't be loaded (${reason}); going on with wasm. See docs/engines.md.`);
    return null;
  }
}

/** What is known to go wrong: nobody installed the package, or it is there without its addon. */
function whyNot(error: unknown): string | null {
  if (!(error instanceof Error)) return null;
  const code = (error as NodeJS.ErrnoException).code;
  if (code === 'MODULE_NOT_FOUND' && error.message.includes(`'${PACKAGE}'`))
    return `${PACKAGE} is not installed: npm install --no-save ${PACKAGE}@${ENGINE_VERSIONS['tfjs-node']} adds it`;
  if (error.message.includes('tfjs_binding.node')) return 'its native addon is missing';
  // The addon is there and the system's loader refuses it or a library of it.
  if (code === 'ERR_DLOPEN_FAILED') return `its native addon does not load: ${error.message.split('\n')[0]}`;
  return null;
}
