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
