/** Which engine a run gets, and what its results say of it. */
import { type BuildChoice, setBuild } from '../numerics/engine/build-choice.ts';
import { chooseBuild } from '../numerics/engine/builds.ts';
import { resolveEngine } from '../numerics/engine/load.ts';
import { type BuildRequest, type EngineId, PURE_ENGINE, requireEngineId } from '../protocol/engine.ts';
import { ENGINE_VERSIONS } from '../protocol/engine-versions.ts';
import { learnerEngine } from '../protocol/outside.ts';
import type { Engine } from '../protocol/record.ts';
import type { Plan, RunPlan } from './plan.ts';

/**
 * The engine that is asked for, or the default where it does not load here: `say` is told the reason.
 * @throws usage where the text names no engine
 */
export function chooseEngine(text: string, say: (line: string) => void): EngineId {
  return resolveEngine(requireEngineId(text), say);
}

/**
 * The engine that results of a run will name, without loading it. Where our kernels find no place in `wasm` results name
 * another version; those are taken for foreign, which costs their seeds' time at a resume and mixes nothing.
 */
export function presentEngine({ engine, learner }: RunPlan): Engine {
  if (learner !== undefined) return learnerEngine(learner);
  return engine === PURE_ENGINE.id ? PURE_ENGINE : { id: engine, version: ENGINE_VERSIONS[engine] };
}

/** Whether results of the two may stand in one record. */
export function isSameEngine(a: Engine, b: Engine): boolean {
  return a.id === b.id && a.version === b.version;
}

/** The build that networks of this command line would train on, and what became of the others. */
export const lookForBuild = (request: BuildRequest): BuildChoice => chooseBuild(request);

/**
 * The build of the kernels that the plan's networks train on, null where it has none on `wasm`. `say` is told where it is another
 * than was asked for, or slower than it could be here.
 */
export function chooseBuildOf({ runs }: Plan, request: BuildRequest, say: (line: string) => void): BuildChoice | null {
  if (!runs.some(({ engine }) => engine === 'wasm')) return null;
  const choice = chooseBuild(request);
  setBuild(choice);
  if (choice.note !== null) say(choice.note);
  if (choice.id === 'portable' && request !== 'portable')
    say(
      `Networks train slowly here, with the same results: WebAssembly has no fused multiply-add on this machine (Node ${process.version}, ${process.arch}). See docs/engines.md.`,
    );
  return choice;
}
