/** The strategy of a request: of this checkout, or a module, which the sandbox is asked for its card. */
import { CARD_PATH } from '#benchmarks/bundle/layout.ts';
import { canonicalJson, sameJson } from '#benchmarks/protocol/digest.ts';
import { type ResolvedStrategy, resolveStrategy } from '#benchmarks/runner/plan.ts';
import { type ModuleStrategy, moduleStrategies } from '#benchmarks/runner/sandbox/resolve.ts';
import { ModuleDiffers } from '../module-differs.ts';
import type { StrategyToRun } from './messages.ts';

/** The last module: a process has one, whose card is not asked for again with each seed. */
let known: { readonly key: string; readonly strategy: Promise<ModuleStrategy> } | null = null;

/** @throws ModuleDiffers; HeirloomError where the module can't be used */
export async function strategyToRun({ spec, module }: StrategyToRun): Promise<ResolvedStrategy> {
  if (module === null) return resolveStrategy(spec);
  const key = canonicalJson([module.name, module.source, module.card, module.parts]);
  if (known?.key !== key) known = { key, strategy: ofModule(module) };
  return known.strategy;
}

async function ofModule({ name, source, card, parts }: NonNullable<StrategyToRun['module']>): Promise<ModuleStrategy> {
  const passed = parts[0]?.passed ?? {};
  const [strategy] = await moduleStrategies({ name, source, texts: {} }, [passed]);
  if (strategy === undefined) throw new Error('A module gave no strategy.');
  const declared = JSON.parse(strategy.module.files[CARD_PATH] as string);
  requireSame(JSON.parse(card), declared);
  requireSame({ parameters: parts }, { parameters: strategy.parts });
  return strategy;
}

type Fields = Readonly<Record<string, unknown>>;

/** @throws ModuleDiffers */
function requireSame(claimed: Fields, verified: Fields): void {
  for (const field of new Set([...Object.keys(verified), ...Object.keys(claimed)])) {
    const [a, b] = [claimed[field], verified[field]];
    if (a !== undefined && b !== undefined && sameJson(a, b)) continue;
    throw new ModuleDiffers({ field, claimed: shown(a), verified: shown(b) });
  }
}

const MOST_SHOWN = 200;
const shown = (value: unknown): string =>
  (value === undefined ? 'nothing' : JSON.stringify(value)).slice(0, MOST_SHOWN);
