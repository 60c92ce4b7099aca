/** From `--learner exec:COMMAND` to what fits the models of a run: the command is started once, says what it is, and is ended. */
import type { BenchmarkCard, Capability } from '../../protocol/card.ts';
import { HeirloomError } from '../../protocol/errors.ts';
import { EXEC_PROTOCOL, type OutsideLearner } from '../../protocol/outside.ts';
import { ExecFault } from './fault.ts';
import { type LearnerCard, learnerDigest } from './learner-messages.ts';
import { openLearner } from './learner-session.ts';
import type { Kind } from './messages.ts';
import { commandOf, isOutside } from './resolve.ts';

/** What a plan keeps of an outside learner: what its record says, and the card. */
export type PlannedLearner = Omit<OutsideLearner, 'repeat' | 'inputs'> & { readonly card: LearnerCard };

/** @throws HeirloomError usage where it is no `exec:COMMAND`, run-failed for a command that is no learner */
export async function resolveLearner(text: string): Promise<PlannedLearner> {
  if (!isOutside(text))
    throw new HeirloomError(
      'usage',
      `Received --learner ${text}; expected exec:COMMAND, quoted: --learner "exec:python3 my_learner.py".`,
    );
  const command = commandOf(text, 'learner');
  try {
    const session = await openLearner(command);
    await session.close();
    return plannedLearner(command, session.card);
  } catch (error) {
    if (!(error instanceof ExecFault)) throw error;
    throw new HeirloomError(
      'run-failed',
      `${error.message} npx heirloom conform --learner tries a command step by step.`,
    );
  }
}

/** What a plan keeps of a command that declared this card. */
export function plannedLearner(command: string, card: LearnerCard): PlannedLearner {
  const { id, version, params } = card;
  return { protocol: EXEC_PROTOCOL, command, id, version, params, declares: learnerDigest(card), card };
}

/** Why an outside learner can't stand in a benchmark's learner's place; null where it can. */
export function learnerObstacle({ card }: Pick<PlannedLearner, 'card'>, benchmark: BenchmarkCard): string | null {
  const { measuredFrom, name } = benchmark;
  if (measuredFrom === undefined)
    return `metrics of ${name} are computed of its own learner’s parameters, not of samples or log-probabilities`;
  if (measuredFrom === 'log-probabilities' && !card.can.includes('log-probabilities'))
    return `${name} is measured from log-probabilities, which ${card.id} does not give`;
  const kind = kindOf(benchmark);
  return card.kinds.includes(kind) ? null : `${name} has examples of the kind ${kind}, which ${card.id} does not take`;
}

/** Why a benchmark can't be run without one; null where it can. */
export function withoutLearner({ engine, name }: Pick<BenchmarkCard, 'engine' | 'name'>): string | null {
  return engine === 'outside' ? `${name} has no learner of its own; name a trainer: --learner exec:COMMAND` : null;
}

/** What is left of a benchmark where another learner stands in its place: what its own learner could do, as far as this one can. */
export function withLearner({ card }: Pick<PlannedLearner, 'card'>, benchmark: BenchmarkCard): BenchmarkCard {
  const can = new Set<Capability>(OF_BENCHMARKS);
  if (card.can.includes('log-probabilities')) can.add('log-density');
  if (card.can.includes('weights')) can.add('weights');
  if (card.can.includes('temperature')) can.add('temperature');
  return { ...benchmark, families: [], capabilities: benchmark.capabilities.filter((one) => can.has(one)) };
}

/** Capabilities that a benchmark has whatever its learner. */
const OF_BENCHMARKS = ['verifier', 'simulator', 'distances'] as const satisfies readonly Capability[];

function kindOf({ samples, params }: BenchmarkCard): Kind {
  const { kind } = samples(params.parse({}) as never);
  if (kind === 'texts') return 'sequences';
  return kind === 'images' ? 'pixels' : 'rows';
}
