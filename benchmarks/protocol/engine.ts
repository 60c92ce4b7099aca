/** Names of the engines that numbers are computed on. */
import { HeirloomError } from './errors.ts';
import { meantOneOf } from './nearest.ts';

/** Plain JavaScript doubles: benchmarks that need no tensors. */
export const PURE_ENGINE = { id: 'js', version: '1' } as const;

/** Backends of benchmarks that train networks, the default first. */
export const ENGINE_IDS = ['wasm', 'tfjs-node', 'cpu'] as const;
export type EngineId = (typeof ENGINE_IDS)[number];
export const DEFAULT_ENGINE: EngineId = 'wasm';

/** @throws usage where the text names no tensor engine */
export function requireEngineId(text: string): EngineId {
  const id = ENGINE_IDS.find((name) => name === text);
  if (!id)
    throw new HeirloomError(
      'usage',
      `Received --engine ${text}; ${meantOneOf(text, ENGINE_IDS)} Benchmarks without a network run on "${PURE_ENGINE.id}" whatever it is.`,
    );
  return id;
}

/** Builds of the kernels of `wasm`, the fastest first. All compute the same bits; records name the one that ran. */
export const BUILD_IDS = ['native-avx512', 'native-avx2', 'native-neon', 'relaxed', 'portable'] as const;
export type BuildId = (typeof BUILD_IDS)[number];

/** What can be asked for: `native` is any of the native builds. */
export const BUILD_REQUESTS = ['fastest', 'native', ...BUILD_IDS] as const;
export type BuildRequest = (typeof BUILD_REQUESTS)[number];

/** @throws usage where the text names no build */
export function requireBuildRequest(text: string): BuildRequest {
  const request = BUILD_REQUESTS.find((name) => name === text);
  if (!request) throw new HeirloomError('usage', `Received --build ${text}; ${meantOneOf(text, BUILD_REQUESTS)}`);
  return request;
}
