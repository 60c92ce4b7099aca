/**
 * Whether this checkout has what made an entry's numbers: only then is there a command that makes them again. Pages, the
 * API and whatever else prints a command ask here, so that none is printed that ends in an error or in other numbers.
 */
import { canonicalJson } from '#benchmarks/protocol/digest.ts';
import { DEFAULT_ENGINE, ENGINE_IDS, PURE_ENGINE } from '#benchmarks/protocol/engine.ts';
import { ENGINE_VERSIONS } from '#benchmarks/protocol/engine-versions.ts';
import type { Params } from '#benchmarks/protocol/ids.ts';
import type { Engine, StrategyPart } from '#benchmarks/protocol/record.ts';
import { type RunSettings, settingsThatDiffer } from '#benchmarks/protocol/run-command.ts';
import { findCard } from '#benchmarks/suite/catalog.ts';
import type { EntryLabel, RepeatCaveat, RepeatObstacle } from '../views/index.ts';
import { getBenchmarkCard, getStrategyCard } from './cards.ts';

/** What decides a run's numbers, with the versions that made them. */
export interface PinnedRun extends RunSettings {
  readonly version: number;
  readonly engine: Engine;
}

/** A strategy as it was run. A module travels with its bundle, and is whatever the checkout has. */
export interface PinnedStrategy {
  readonly parts: readonly StrategyPart[];
  readonly isModule: boolean;
}

/** Why no command of this checkout makes an entry's runs again, each reason once; empty where one does. */
export function repeatObstacles({ parts, isModule }: PinnedStrategy, runs: readonly PinnedRun[]): RepeatObstacle[] {
  const all = [...(isModule ? [] : parts.flatMap(partObstacle)), ...runs.flatMap(runObstacles)];
  return [...new Map(all.map((obstacle) => [canonicalJson(obstacle), obstacle])).values()];
}

function partObstacle({ id, version, passed, resolved }: StrategyPart): RepeatObstacle[] {
  const card = getStrategyCard(id);
  if (card === null) return [{ code: 'strategy', id }];
  if (card.version !== version) return [{ code: 'strategy-version', id, version, here: card.version }];
  const here = card.params.safeParse(passed);
  return here.success && isEqual(here.data as Params, resolved) ? [] : [{ code: 'strategy-parameters', id }];
}

/** As repeatObstacles, of one run whatever its strategy. */
export function runObstacles(run: PinnedRun): RepeatObstacle[] {
  const { benchmark, version, params, seeds } = run;
  const card = findCard({ id: benchmark, protocol: version });
  if (card === null)
    return [{ code: 'benchmark', benchmark, version, here: getBenchmarkCard(benchmark)?.version ?? null }];
  const { tier } = run;
  const made = card.params.safeParse({ ...card.tiers[tier].params, ...settingsThatDiffer(run, card) });
  return [
    ...(made.success && isEqual(made.data as Params, params) ? [] : [{ code: 'parameters', benchmark } as const]),
    // The command line counts seeds from 1.
    ...(seeds.every((seed, index) => seed === index + 1) ? [] : [{ code: 'seeds', benchmark } as const]),
    ...engineObstacle(run, card.engine === 'js'),
  ];
}

function engineObstacle({ benchmark, engine }: PinnedRun, isPure: boolean): RepeatObstacle[] {
  const known = isPure ? [PURE_ENGINE] : ENGINE_IDS.map((id) => ({ id, version: ENGINE_VERSIONS[id] }));
  if (known.some(({ id, version }) => id === engine.id && version === engine.version)) return [];
  const here = known.find(({ id }) => id === engine.id) ?? known[0] ?? PURE_ENGINE;
  return [{ code: 'engine', benchmark, engine: nameOf(engine), here: nameOf(here) }];
}

const nameOf = ({ id, version }: Engine): string => `${id} ${version}`;
const isEqual = (a: Params, b: Params): boolean => canonicalJson(a) === canonicalJson(b);

/** The engine that a run without `--engine` gets here. */
export function engineHere(isPure: boolean): Engine {
  return isPure ? PURE_ENGINE : { id: DEFAULT_ENGINE, version: ENGINE_VERSIONS[DEFAULT_ENGINE] };
}

/** What an entry's numbers rest on, beside its settings. */
export interface Provenance {
  readonly label: EntryLabel;
  readonly verification: 'reported' | 'recomputed' | 'reproduced' | 'refuted';
  readonly runs: readonly { readonly engine: Engine; readonly environment: { readonly dirty: boolean | null } }[];
}

/** Engines whose bits are the same on every machine (docs/engines.md). */
const EXACT_ENGINES: readonly string[] = [PURE_ENGINE.id, DEFAULT_ENGINE];

/** Why the command, where there is one, can't be promised to give the same digests; empty where it can. */
export function repeatCaveats({ label, verification, runs }: Provenance): RepeatCaveat[] {
  return [
    ...(label === 'reported' && verification !== 'reproduced' ? (['reported'] as const) : []),
    ...(runs.some(({ environment }) => environment.dirty === true) ? (['dirty'] as const) : []),
    ...(runs.some(({ engine }) => !EXACT_ENGINES.includes(engine.id)) ? (['engine'] as const) : []),
  ];
}
