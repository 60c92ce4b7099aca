/** Outside strategies for tests: the small client of `exec-child.mjs` on the toy benchmark, with limits that suit a test. */
import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { type ExecLimits, ExecSession } from '#benchmarks/runner/exec/session.ts';
import { outsideStrategy } from '#benchmarks/runner/exec/strategy.ts';
import { runToy, type ToyRun } from './toy-benchmark.ts';

const CHILD = fileURLToPath(new URL('./exec-child.mjs', import.meta.url));

const LEARNER = fileURLToPath(new URL('./exec-learner.mjs', import.meta.url));

/** The command that runs the small learner of `exec-learner.mjs` in a mode of its. */
export const learnerCommand = (mode: string): string => `'${process.execPath}' '${LEARNER}' ${mode}`;

/** The command that runs the client in a mode of its. */
export const childCommand = (mode: string): string => `'${process.execPath}' '${CHILD}' ${mode}`;

/** Long enough for a busy machine, where nothing is to be too slow. */
export const TEST_LIMITS: ExecLimits = { startMs: 60_000, silenceMs: 60_000, hookMs: 60_000, graceMs: 300 };

/** Runs the client in a mode on the toy benchmark. */
export async function runOutside(mode: string, options: ToyRun = {}, limits: Partial<ExecLimits> = {}) {
  const session = await ExecSession.open(childCommand(mode), { ...TEST_LIMITS, ...limits });
  const { card } = session;
  const make = () => outsideStrategy({ card, session: async () => session });
  try {
    const result = await runToy([make], { ...options, takesOwn: card.brings });
    return { ...result, session };
  } finally {
    await session.close();
  }
}

/** Whether a process of the group is alive. One that is dead and of whose end the system has not taken note yet is not. */
export function isAlive(group: number): boolean {
  const processes = execFileSync('ps', ['-A', '-o', 'pgid=,stat='], { encoding: 'utf8' }).split('\n');
  return processes
    .map((line) => line.trim().split(/\s+/))
    .some(([id, state]) => Number(id) === group && state?.[0] !== 'Z');
}
