/** The process of an outside strategy in a worker thread: one, kept from seed to seed, and started anew after a fault. */
import type { Strategy } from '../../strategies/strategy.ts';
import { ExecFault } from './fault.ts';
import { declarationDigest } from './messages.ts';
import type { PlannedOutside } from './resolve.ts';
import { ExecSession, limitsHere } from './session.ts';
import { type OutsideRun, outsideStrategy } from './strategy.ts';

let current: ExecSession | null = null;

/** Makes the strategy's instance for a generation. */
export function outsideMaker(outside: PlannedOutside, toText: OutsideRun['toText']): () => Strategy {
  return () => outsideStrategy({ card: outside.card, session: () => sessionOf(outside), toText });
}

async function sessionOf({ command, declares }: PlannedOutside): Promise<ExecSession> {
  if (current !== null && !current.isClosed && current.command === command) return current;
  await current?.close();
  current = null;
  const session = await ExecSession.open(command, limitsHere());
  if (declarationDigest(session.card) !== declares) {
    await session.close();
    throw new ExecFault(
      `exec:${command}: It declares another card than when this run was planned; a strategy has to say the same each time it is started.`,
    );
  }
  current = session;
  return session;
}
