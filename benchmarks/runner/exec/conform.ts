/** Tries a command as a client of `heirloom.exec/1`: in conversations like a run's, and with a harness that misbehaves. */
import { canonicalJson } from '../../protocol/digest.ts';
import { HeirloomError } from '../../protocol/errors.ts';
import { runSeed, type SeedResult } from '../harness.ts';
import { ExecFault, shown } from './fault.ts';
import type { Kind, OutsideCard } from './messages.ts';
import { REHEARSAL_METRIC, rehearsal } from './rehearsal.ts';
import { outsideOf } from './resolve.ts';
import { type ExecLimits, ExecSession } from './session.ts';
import { outsideStrategy } from './strategy.ts';

/** One thing that was tried. `fault`: what would go wrong in a run; null where nothing would. */
export interface Tried {
  readonly name: string;
  readonly fault: string | null;
}

const GENERATIONS = 3;
const SEEDS = [1, 2];

/** Tries everything, telling each result as it is known; where the command doesn't shake hands, that alone. */
export async function conform(
  command: string,
  kinds: readonly Kind[],
  limits: ExecLimits,
  tell: (tried: Tried) => void,
): Promise<readonly Tried[]> {
  const { all, attempt } = trials(tell);
  const inSession = <Value>(work: (session: ExecSession) => Promise<Value>) => withSession(command, limits, work);

  const shakesHands = await attempt('answers hello with its card, and ends at bye', () =>
    inSession(async (session) => {
      outsideOf(command, session.card);
      return endsAtBye(session, limits);
    }),
  );
  if (!shakesHands) return all;
  for (const kind of kinds) {
    let first: readonly SeedResult[] = [];
    const runs = await attempt(`runs ${GENERATIONS} generations of ${kind}, twice`, () =>
      inSession(async (session) => {
        first = await rehearse(session, kind);
        return stoppedWords(first);
      }),
    );
    if (!runs) continue;
    await attempt(`gives the same numbers for the same seed of ${kind}, in another process and another order`, () =>
      inSession(async (session) => {
        const again = (await rehearse(session, kind, [...SEEDS].reverse())).reverse();
        return canonicalJson(again.map(numbersOf)) === canonicalJson(first.map(numbersOf))
          ? null
          : 'Its numbers differed. Draw from the seed that each hook is given (random), forget everything at a reset of generation 1, and ask no clock.';
      }),
    );
  }
  await refusesNonsense({ attempt, inSession, limits });
  await attempt('ends by itself where the harness is gone in the middle of a hook', () =>
    inSession((session) => endsWithoutHarness(session, limits)),
  );
  return all;
}

/** How things are tried: each in a session of its own. */
export interface Trial<Session> {
  readonly attempt: (name: string, work: () => Promise<string | null>) => Promise<boolean>;
  readonly inSession: <Value>(work: (session: Session) => Promise<Value>) => Promise<Value>;
  readonly limits: ExecLimits;
}

/** What is tried is told as it is known, and kept. */
export function trials(tell: (tried: Tried) => void): {
  readonly all: Tried[];
  readonly attempt: Trial<never>['attempt'];
} {
  const all: Tried[] = [];
  const attempt = async (name: string, work: () => Promise<string | null>) => {
    const tried = { name, fault: await faultOf(work) };
    all.push(tried);
    tell(tried);
    return tried.fault === null;
  };
  return { all, attempt };
}

/** Whatever the role, nonsense has to be answered by an error or an end. */
export async function refusesNonsense<Session extends AnySession>(trial: Trial<Session>): Promise<void> {
  await trial.attempt('refuses another protocol', () =>
    refuses(trial, (session) =>
      session.process.send({ type: 'hello', protocol: 'heirloom.exec/99', scratch: session.scratch }),
    ),
  );
  await trial.attempt('refuses a line that is no JSON', () =>
    refuses(trial, (session) => session.process.sendText('{"type": "compo\n')),
  );
  await trial.attempt('refuses a message that the protocol has not', () =>
    refuses(trial, (session) => session.process.send({ type: 'open-the-door' })),
  );
}

/** Runs seeds with the command as their strategy, all in one process, as a worker does. */
async function rehearse(session: ExecSession, kind: Kind, seeds = SEEDS): Promise<SeedResult[]> {
  const benchmark = rehearsal(kind);
  const { card } = session;
  const results: SeedResult[] = [];
  for (const seed of seeds) {
    results.push(
      await runSeed({
        root: `rehearsal-${kind}@1`,
        benchmark,
        metrics: [REHEARSAL_METRIC],
        primary: REHEARSAL_METRIC,
        strategies: [() => outsideStrategy({ card, session: async () => session, toText: benchmark.toText })],
        seed,
        generations: GENERATIONS,
        keepSamples: false,
        takesOwn: card.brings,
      }),
    );
    if (results.at(-1)?.status.state !== 'completed') break;
  }
  return results;
}

/** What of a seed has to come again. */
export const numbersOf = ({ metrics, ledger }: SeedResult) => structuredClone({ metrics, ledger });

/** Why seeds stopped; null where they did not. */
export function stoppedWords(results: readonly SeedResult[]): string | null {
  const status = results.at(-1)?.status;
  if (status?.state === 'failed') return status.error;
  if (status?.state === 'diverged')
    return `It left nothing to train on in generation ${status.generation}: ${status.reason}`;
  return null;
}

/** A session of any role, as far as its process is concerned. */
type AnySession = Pick<ExecSession<unknown, unknown>, 'process' | 'scratch'>;

/** @returns what is wrong with how it ends; null where nothing is */
export async function endsAtBye(session: AnySession, limits: ExecLimits): Promise<string | null> {
  session.process.send({ type: 'bye' });
  if (!(await session.process.endsWithin(limits.graceMs)))
    return `It was still there ${limits.graceMs / 1000} seconds after bye; expected it to end by itself. In a run it is ended by SIGTERM, then SIGKILL.`;
  const words = session.process.endWords();
  return words === 'ended with exit code 0' ? null : `After bye it ${words}; expected exit code 0.`;
}

/** What a process does when it is sent nonsense after its handshake: it has to say so, or to end with an error. */
async function refuses<Session extends AnySession>(
  { inSession, limits }: Trial<Session>,
  misbehave: (session: Session) => void,
): Promise<string | null> {
  return inSession(async (session) => {
    misbehave(session);
    const { process } = session;
    const line = await process.nextLine(limits.graceMs).catch(() => null);
    if (line !== null && isType(line, 'error')) return null;
    if (line !== null)
      return `It answered ${shown(line)}; expected {"type":"error","message":…}, or an end with an exit code other than 0.`;
    if (!(await process.endsWithin(limits.graceMs)))
      return 'It neither answered nor ended; expected {"type":"error","message":…}, or an end with an exit code other than 0.';
    const words = process.endWords();
    return words === 'ended with exit code 0' ? 'It ended with exit code 0, as if all were well.' : null;
  });
}

/** The end of its input, as when the harness is killed, while a hook waits for an answer to a call. */
async function endsWithoutHarness(session: ExecSession, limits: ExecLimits): Promise<string | null> {
  const { process, card } = session;
  process.send({ type: 'reset', generation: 1, totalSize: 100, shape: { kind: 'rows', width: 2 } });
  await process.nextLine(limits.silenceMs);
  process.send(firstHook(card));
  return endsWithItsInput(session, limits);
}

/** Whether a process that is in the middle of something ends with its input. */
export async function endsWithItsInput({ process }: AnySession, limits: ExecLimits): Promise<string | null> {
  // It may be at work without having to ask anything.
  await process.nextLine(limits.graceMs).catch(() => null);
  process.endInput();
  if (await process.endsWithin(2 * limits.graceMs)) return null;
  return `It was still there ${(2 * limits.graceMs) / 1000} seconds after its input had ended; expected it to end by itself, since nobody waits for its answer. In a run it is ended by SIGTERM, then SIGKILL.`;
}

function firstHook({ hooks }: OutsideCard): object {
  const fields = { generation: 1, totalSize: 100, random: 1 };
  const training = { batch: 'b0', kind: 'rows', count: 100, units: 100, width: 2 };
  if (hooks.includes('compose')) return { type: 'compose', ...fields, size: 100, held: [] };
  if (hooks.includes('options')) return { type: 'options', ...fields, source: 'main', training };
  return { type: 'sample', ...fields, units: 100, source: 'main', which: 'last' };
}

async function withSession<Value>(
  command: string,
  limits: ExecLimits,
  work: (session: ExecSession) => Promise<Value>,
): Promise<Value> {
  const session = await ExecSession.open(command, limits);
  try {
    return await work(session);
  } finally {
    await session.close();
  }
}

async function faultOf(work: () => Promise<string | null>): Promise<string | null> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof ExecFault || error instanceof HeirloomError) return error.message;
    throw error;
  }
}

function isType(line: string, type: string): boolean {
  try {
    return (JSON.parse(line) as { type?: unknown } | null)?.type === type;
  } catch {
    return false;
  }
}
