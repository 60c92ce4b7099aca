/** What identifies an engine in records. A light file: nothing of tfjs is loaded by it. */
import type { EngineId } from './engine.ts';

/** The tfjs packages are pinned to it exactly. */
const TFJS_VERSION = '4.22.0';

/** Of our own kernels for `wasm`. Raised when a change of theirs moves any bit of a result. */
const KERNEL_REVISION = 2;

export const ENGINE_VERSIONS: Readonly<Record<EngineId, string>> = {
  wasm: `${TFJS_VERSION}+${KERNEL_REVISION}`,
  'tfjs-node': TFJS_VERSION,
  cpu: TFJS_VERSION,
};

/** The `wasm` engine where our kernels found no place in its backend. */
export const STOCK_WASM_VERSION = `${TFJS_VERSION}+stock`;
