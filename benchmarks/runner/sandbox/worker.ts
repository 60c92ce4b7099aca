/** The sandbox of a worker thread: one process, kept from seed to seed, and started anew after a fault. */
import type { Strategy } from '../../strategies/strategy.ts';
import type { RunPlan } from '../plan.ts';
import type { PlannedModule } from './planned.ts';
import { sandboxProgram } from './program.ts';
import { SandboxSession } from './session.ts';
import { moduleStrategy } from './strategy.ts';

let current: { readonly key: string; readonly session: Promise<SandboxSession>; isClosed: () => boolean } | null = null;

/**
 * Makes the module's instance for a generation.
 * @param program of the sandbox, where it is compiled already
 */
export function moduleMaker(
  module: PlannedModule,
  parts: RunPlan['strategy']['parts'],
  program: string | null,
): () => Strategy {
  const params = parts[0]?.resolved ?? {};
  const { hooks, needs, script, sha256 } = module;
  const key = JSON.stringify([sha256, params]);
  // It starts while the benchmark is made; what goes wrong is said where it is asked first.
  sessionOf(key, script, params, program).catch(() => {});
  return () => moduleStrategy({ hooks, needs, session: () => sessionOf(key, script, params, program) });
}

async function sessionOf(key: string, script: string, params: object, program: string | null): Promise<SandboxSession> {
  if (current !== null && !current.isClosed() && current.key === key) return current.session;
  const last = await current?.session.catch(() => null);
  await last?.close();
  const session = new SandboxSession(program ?? (await sandboxProgram()));
  const opened = session.ask('open', { script, params }).then(() => session);
  current = { key, session: opened, isClosed: () => session.isClosed };
  return opened;
}
