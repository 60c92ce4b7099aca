/** Which tensor engine a run gets. */
import { resolveEngine } from '../numerics/engine/load.ts';
import { chooseBuild } from '../numerics/engine/wasm/modules.ts';
import { type EngineId, requireEngineId } from '../protocol/engine.ts';
import type { Plan } from './plan.ts';

/**
 * The engine that is asked for, or the default where it does not load here: `say` is told the reason.
 * @throws usage where the text names no engine
 */
export function chooseEngine(text: string, say: (line: string) => void): EngineId {
  return resolveEngine(requireEngineId(text), say);
}

/** Says that networks will train slowly, where the plan has some and this machine has no fused multiply-add for `wasm`. */
export function warnOfSlowEngine({ runs }: Plan, say: (line: string) => void): void {
  if (!runs.some(({ engine }) => engine === 'wasm') || chooseBuild().fast) return;
  say(
    `Networks train slowly here, with the same results: WebAssembly has no fused multiply-add on this machine (Node ${process.version}, ${process.arch}). See docs/engines.md.`,
  );
}
