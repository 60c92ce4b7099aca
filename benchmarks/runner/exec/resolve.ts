/** From `exec:COMMAND` to what is run: the command is started once, says what it is, and is ended. */
import type { BenchmarkCard } from '../../protocol/card.ts';
import { CAPABILITIES, missingCapability } from '../../protocol/card.ts';
import { HeirloomError } from '../../protocol/errors.ts';
import { EXEC_PROTOCOL, MAX_COMMAND, type Outside } from '../../protocol/outside.ts';
import type { StrategyPart } from '../../protocol/record.ts';
import type { Regime } from '../../protocol/regime.ts';
import { formatSpec, unwritableParameter } from '../../protocol/spec.ts';
import { STRATEGIES } from '../../strategies/catalog.ts';
import { ExecFault } from './fault.ts';
import { declarationDigest, type OutsideCard, regimeOf } from './messages.ts';
import { ExecSession, limitsHere } from './session.ts';

const PREFIX = 'exec:';

/** What a plan keeps of an outside strategy: what its record says, and the card. */
export type PlannedOutside = Outside & { readonly card: OutsideCard };

/** An outside strategy with what a plan says of any. */
export interface OutsideStrategy {
  readonly spec: string;
  readonly parts: readonly StrategyPart[];
  readonly regime: Regime;
  readonly outside: PlannedOutside;
}

export const isOutside = (spec: string): boolean => spec.startsWith(PREFIX);

/** The outside strategies among these specifications, by specification. @throws HeirloomError for a command that is no client */
export async function resolveOutside(specs: readonly string[]): Promise<ReadonlyMap<string, OutsideStrategy>> {
  const found = new Map<string, OutsideStrategy>();
  for (const spec of new Set(specs.filter(isOutside))) {
    const strategy = outsideOf(commandOf(spec), await cardOf(commandOf(spec)));
    const other = [...found.values()].find((known) => known.spec === strategy.spec);
    if (other !== undefined)
      throw new HeirloomError(
        'usage',
        `The commands "${other.outside.command}" and "${strategy.outside.command}" both declare the strategy ${strategy.spec}; give each an id or parameters of its own.`,
      );
    found.set(spec, strategy);
  }
  return found;
}

/** The command of `exec:COMMAND`, as it was given to an option. @throws usage */
export function commandOf(spec: string, option: 'strategy' | 'learner' = 'strategy'): string {
  const command = spec.slice(PREFIX.length).trim();
  if (command === '' || command.length > MAX_COMMAND)
    throw new HeirloomError(
      'usage',
      `Received --${option} ${PREFIX} with a command of ${command.length} characters; expected 1 to ${MAX_COMMAND}, quoted: --${option} "exec:python3 my_${option}.py".`,
    );
  return command;
}

async function cardOf(command: string): Promise<OutsideCard> {
  try {
    const session = await ExecSession.open(command, limitsHere());
    await session.close();
    return session.card;
  } catch (error) {
    if (!(error instanceof ExecFault)) throw error;
    throw new HeirloomError('run-failed', `${error.message} npx heirloom conform tries a command step by step.`);
  }
}

/** @throws bad-parameter where the card names a strategy of this repository, or parameters that no specification can say */
export function outsideOf(command: string, card: OutsideCard): OutsideStrategy {
  const { id, version, params } = card;
  if (STRATEGIES.some((entry) => entry.card.id === id))
    throw new HeirloomError(
      'bad-parameter',
      `The command "${command}" declares the id "${id}", which is that of a built-in strategy; expected another, such as "my-${id}".`,
    );
  const parts = [{ id, version, passed: params, resolved: params }];
  const unwritable = unwritableParameter(parts);
  if (unwritable !== null)
    throw new HeirloomError(
      'bad-parameter',
      `The command "${command}" declares the parameter "${unwritable.name}", which no specification can say: ${unwritable.reason}.`,
    );
  return {
    spec: formatSpec(parts),
    parts,
    regime: regimeOf(card),
    outside: { protocol: EXEC_PROTOCOL, command, declares: declarationDigest(card), memory: 'declared', card },
  };
}

/** Why a strategy that is none of this repository can't run on a benchmark; null where it can. */
export function outsideObstacle(
  card: Pick<OutsideCard, 'id' | 'needs'>,
  benchmark: Pick<BenchmarkCard, 'capabilities' | 'name'>,
): string | null {
  const missing = missingCapability({ needs: () => card.needs }, {}, benchmark);
  return missing === null ? null : `${card.id} needs ${CAPABILITIES[missing]}, which ${benchmark.name} does not have`;
}
