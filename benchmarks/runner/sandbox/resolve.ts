/** From a module to what is run: the sandbox is asked once what the module declares, and which hooks it has. */

import { CARD_PATH } from '../../bundle/layout.ts';
import { HeirloomError } from '../../protocol/errors.ts';
import type { Params } from '../../protocol/ids.ts';
import type { StrategyPart } from '../../protocol/record.ts';
import type { Regime } from '../../protocol/regime.ts';
import { formatSpec, parseSpec, unwritableParameter } from '../../protocol/spec.ts';
import {
  type DeclaredCard,
  declaredCardSchema,
  type ModuleCard,
  moduleCard,
  recordedModule,
  strategyCardOf,
} from '../../protocol/strategy-module.ts';
import { expandSweep } from '../../protocol/sweep.ts';
import { STRATEGIES } from '../../strategies/catalog.ts';
import { resolveParams } from '../resolve-params.ts';
import { compileModule } from './compile.ts';
import { SandboxFault } from './fault.ts';
import { bundlePathOf, type ModuleFile, readModuleFile } from './module-file.ts';
import type { PlannedModule } from './planned.ts';
import { sandboxProgram } from './program.ts';
import { SandboxSession } from './session.ts';

/** A module's strategy with what a plan says of any. */
export interface ModuleStrategy {
  readonly spec: string;
  readonly parts: readonly StrategyPart[];
  readonly regime: Regime;
  readonly module: PlannedModule;
}

/** `PATH.ts` or `PATH.js`, and what follows a colon. */
const MODULE = /^([^:{}]+\.(?:ts|js))(?::(.*))?$/s;

export const isModule = (spec: string): boolean => MODULE.test(spec);

/** The modules among these specifications; one may stand for several strategies, a sweep. @throws HeirloomError */
export async function resolveModules(
  specs: readonly string[],
): Promise<ReadonlyMap<string, readonly ModuleStrategy[]>> {
  const found = new Map<string, readonly ModuleStrategy[]>();
  for (const spec of new Set(specs.filter(isModule))) {
    const [, path = '', parameters] = MODULE.exec(spec) ?? [];
    const passed = passedIn(spec, parameters);
    found.set(spec, await moduleStrategies(readModuleFile(path), passed));
  }
  requireDistinct([...found.values()].flat());
  return found;
}

/** The parameters that follow a module's path, a set for each point of a sweep. @throws usage */
function passedIn(spec: string, parameters: string | undefined): Params[] {
  if (parameters === undefined) return [{}];
  const canonical = (text: string) => formatSpec(parseSpec(text));
  return expandSweep(`module:${parameters}`, canonical).map((text) => {
    const [part, ...others] = parseSpec(text);
    if (part === undefined || others.length > 0)
      throw new HeirloomError(
        'usage',
        `Received strategy "${spec}"; a module stands alone, in no composition: --strategy ./my-strategy.ts:share=0.1.`,
      );
    return part.passed;
  });
}

/** The module's strategy with each of these sets of parameters. @throws HeirloomError */
export async function moduleStrategies(file: ModuleFile, sets: readonly Params[]): Promise<readonly ModuleStrategy[]> {
  const script = await compileModule(file.source, file.name);
  const session = new SandboxSession(await sandboxProgram());
  try {
    const { card: declared } = await session.ask('card', { script });
    const card = moduleCard(requireCard(declared, file), file.source);
    const strategies: ModuleStrategy[] = [];
    for (const passed of sets) strategies.push(await strategyOf(session, card, passed, file, script));
    return strategies;
  } catch (error) {
    if (!(error instanceof SandboxFault)) throw error;
    throw new HeirloomError('run-failed', `The module ${file.name} can’t be used. ${error.message}`);
  } finally {
    await session.close();
  }
}

async function strategyOf(
  session: SandboxSession,
  card: ModuleCard,
  passed: Params,
  file: ModuleFile,
  script: string,
): Promise<ModuleStrategy> {
  const own = strategyCardOf(card);
  const resolved = resolveParams(`strategy ${card.id}`, own.params, passed, 'Its card has them.');
  const parts = [{ id: card.id, version: card.version, passed, resolved }];
  const unwritable = unwritableParameter(parts);
  if (unwritable !== null)
    throw new HeirloomError(
      'bad-parameter',
      `The module declares the parameter "${unwritable.name}", which no specification can say: ${unwritable.reason}.`,
    );
  const { hooks } = await session.ask('open', { script, params: resolved });
  return {
    spec: formatSpec(parts),
    parts,
    regime: own.regime(resolved),
    module: {
      ...recordedModule(card),
      script,
      hooks,
      needs: [...own.needs(resolved)],
      files: {
        [bundlePathOf(file)]: file.source,
        [CARD_PATH]: `${JSON.stringify(card, null, 2)}\n`,
        ...file.texts,
      },
    },
  };
}

/** @throws run-failed naming the field of the card that is wrong; bad-parameter where it names a strategy of this repository */
function requireCard(declared: unknown, { name }: ModuleFile): DeclaredCard {
  const parsed = declaredCardSchema.safeParse(declared);
  if (!parsed.success) {
    const issues = parsed.error.issues
      .slice(0, 3)
      .map(({ path, message }) => `${path.join('.') || 'card'}: ${message.replace(/^Invalid input: /, '')}`);
    throw new HeirloomError(
      'run-failed',
      `The card of the module ${name} is wrong: ${issues.join('; ')}. Its fields are in docs/strategy-modules.md.`,
    );
  }
  const { id } = parsed.data;
  if (STRATEGIES.some((entry) => entry.card.id === id))
    throw new HeirloomError(
      'bad-parameter',
      `The module ${name} declares the id "${id}", which is that of a built-in strategy; expected another, such as "my-${id}".`,
    );
  return parsed.data;
}

/** @throws usage */
function requireDistinct(strategies: readonly ModuleStrategy[]): void {
  const twice = strategies.find(({ spec }, index) => strategies.findIndex((other) => other.spec === spec) !== index);
  if (twice !== undefined)
    throw new HeirloomError(
      'usage',
      `Two modules declare the strategy ${twice.spec}; give each an id or parameters of its own.`,
    );
}
