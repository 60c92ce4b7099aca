/** Which tensor engine a run gets. */
import { resolveEngine } from '../numerics/engine/load.ts';
import { type EngineId, requireEngineId } from '../protocol/engine.ts';

/**
 * The engine that is asked for, or the default where it does not load here: `say` is told the reason.
 * @throws usage where the text names no engine
 */
export function chooseEngine(text: string, say: (line: string) => void): EngineId {
  return resolveEngine(requireEngineId(text), say);
}
