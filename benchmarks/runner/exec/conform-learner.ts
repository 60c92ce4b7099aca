/** Tries a command as an outside learner: in seeds like a run's, and with a harness that misbehaves. */
import { canonicalJson } from '../../protocol/digest.ts';
import { REPEAT_TOLERANCE } from '../../protocol/outside.ts';
import { runSeed, type SeedResult } from '../harness.ts';
import { relativeDifference } from '../repeat.ts';
import {
  endsAtBye,
  endsWithItsInput,
  numbersOf,
  refusesNonsense,
  stoppedWords,
  type Tried,
  trials,
} from './conform.ts';
import { outsideLearner } from './learner.ts';
import { type LearnerSession, openLearner } from './learner-session.ts';
import type { Kind } from './messages.ts';
import { REHEARSAL_METRIC, rehearsal } from './rehearsal.ts';
import type { ExecLimits } from './session.ts';

const GENERATIONS = 2;
const SEEDS = [1, 2];

/** Tries everything, telling each result as it is known; where the command doesn't shake hands, that alone. `kinds`: of those that its card names. */
export async function conformLearner(
  command: string,
  kinds: readonly Kind[],
  limits: ExecLimits,
  tell: (tried: Tried) => void,
): Promise<readonly Tried[]> {
  const { all, attempt } = trials(tell);
  const inSession = async <Value>(work: (session: LearnerSession) => Promise<Value>): Promise<Value> => {
    const session = await openLearner(command, limits);
    try {
      return await work(session);
    } finally {
      await session.close();
    }
  };
  let own: readonly Kind[] = [];
  const shakesHands = await attempt('answers hello with its card, and ends at bye', () =>
    inSession(async (session) => {
      own = kinds.filter((kind) => session.card.kinds.includes(kind));
      return own.length > 0
        ? endsAtBye(session, limits)
        : `Its card names the kinds ${session.card.kinds.join(', ')}; expected one of ${kinds.join(', ')}.`;
    }),
  );
  if (!shakesHands) return all;
  for (const kind of own) {
    let first: readonly SeedResult[] = [];
    const runs = await attempt(`is fitted to ${kind} and sampled, ${GENERATIONS} generations, two seeds`, () =>
      inSession(async (session) => {
        first = await rehearse(session, kind, SEEDS);
        return stoppedWords(first);
      }),
    );
    if (!runs) continue;
    await attempt(`gives the same numbers for the same seed of ${kind}, in another process and another order`, () =>
      inSession(async (session) => {
        const again = (await rehearse(session, kind, [...SEEDS].reverse())).reverse();
        return differenceWords(first, again);
      }),
    );
  }
  await refusesNonsense({ attempt, inSession, limits });
  await attempt('ends by itself where the harness is gone in the middle of a fit', () =>
    inSession((session) => endsWithoutHarness(session, own[0] as Kind, limits)),
  );
  return all;
}

/** Runs seeds with the command as their learner, all in one process, as a worker does. */
async function rehearse(session: LearnerSession, kind: Kind, seeds: readonly number[]): Promise<SeedResult[]> {
  const benchmark = rehearsal(kind);
  const results: SeedResult[] = [];
  for (const seed of seeds) {
    const learner = outsideLearner({
      card: session.card,
      session: async () => session,
      benchmark: { id: 'rehearsal', version: 1, params: {} },
      totalSize: benchmark.size,
      tokens: benchmark.tokens,
      toText: benchmark.toText,
    });
    results.push(
      await runSeed({
        root: `rehearsal-${kind}@1`,
        benchmark,
        metrics: [REHEARSAL_METRIC],
        primary: REHEARSAL_METRIC,
        strategies: [],
        seed,
        generations: GENERATIONS,
        keepSamples: false,
        learner,
      }),
    );
    if (results.at(-1)?.status.state !== 'completed') break;
  }
  return results;
}

/** Why two runs of the same seeds are not the same result; null where they are, or as nearly as a record may say. */
function differenceWords(first: readonly SeedResult[], again: readonly SeedResult[]): string | null {
  if (canonicalJson(first.map(numbersOf)) === canonicalJson(again.map(numbersOf))) return null;
  const values = ({ metrics }: SeedResult) => metrics[REHEARSAL_METRIC] ?? [];
  const differences = first.flatMap((result, i) =>
    values(result).map((value, g) => relativeDifference(value, values(again[i] as SeedResult)[g] ?? null)),
  );
  const most = Math.max(0, ...differences);
  return most <= REPEAT_TOLERANCE
    ? null
    : `Its numbers differed by up to ${(100 * most).toPrecision(2)}%. Draw from the seed that each question is given (random), forget everything when a seed begins, and ask no clock.`;
}

async function endsWithoutHarness(session: LearnerSession, kind: Kind, limits: ExecLimits): Promise<string | null> {
  const { process } = session;
  const shape = kind === 'sequences' ? { kind, tokens: 20 } : { kind, width: 2 };
  const benchmark = { id: 'rehearsal', version: 1, params: {} };
  process.send({ type: 'begin', benchmark, totalSize: 100, shape, again: false });
  await process.nextLine(limits.silenceMs);
  const size = kind === 'sequences' ? {} : { width: 2 };
  process.send({ type: 'fit', model: 'm0', random: 1, batch: { batch: 'b0', kind, count: 100, units: 100, ...size } });
  return endsWithItsInput(session, limits);
}
