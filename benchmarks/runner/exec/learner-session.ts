/** The process of an outside learner in a worker thread: one, kept from seed to seed, and started anew after a fault. */
import type { Learner } from '../../learners/learner.ts';
import { type LearnerRun, outsideLearner, requireDeclared } from './learner.ts';
import { LEARNER, type LearnerAnswers, type LearnerCard } from './learner-messages.ts';
import type { PlannedLearner } from './resolve-learner.ts';
import { type ExecLimits, ExecSession, limitsHere } from './session.ts';

export type LearnerSession = ExecSession<LearnerCard, LearnerAnswers>;

/** A fit of a large network takes longer than what a strategy may compute in a hook. */
const DAY_MS = 86_400_000;

/** @throws ExecFault where the command is no learner */
export function openLearner(command: string, limits: ExecLimits = limitsHere()): Promise<LearnerSession> {
  return ExecSession.openAs(LEARNER, command, { ...limits, hookMs: Math.max(limits.hookMs, DAY_MS) });
}

let current: LearnerSession | null = null;

/** The learner of one seed of a plan. */
export function learnerOf(planned: PlannedLearner, run: Omit<LearnerRun, 'card' | 'session'>): Learner {
  return outsideLearner({ ...run, card: planned.card, session: () => sessionOf(planned) }) as Learner;
}

/** Ends the process, so that the next seed is fitted by a new one. */
export async function endLearner(): Promise<void> {
  await current?.close();
  current = null;
}

async function sessionOf({ command, declares }: PlannedLearner): Promise<LearnerSession> {
  if (current !== null && !current.isClosed && current.command === command) return current;
  await endLearner();
  const session = await openLearner(command);
  await session.judge(async () => requireDeclared(session.card, declares));
  current = session;
  return session;
}
