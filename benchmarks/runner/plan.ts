/** From what was asked for to what will be run: every name, parameter and number is checked here, before any work. */
import type { BenchmarkCard } from '../protocol/card.ts';
import { sameJson } from '../protocol/digest.ts';
import { DEFAULT_ENGINE, type EngineId, PURE_ENGINE } from '../protocol/engine.ts';
import { HeirloomError } from '../protocol/errors.ts';
import { type Params, TIERS, type Tier } from '../protocol/ids.ts';
import { meantOneOf } from '../protocol/nearest.ts';
import type { StrategyPart } from '../protocol/record.ts';
import { joinRegimes, type Regime } from '../protocol/regime.ts';
import { formatSpec, parseSpec, type SpecPart } from '../protocol/spec.ts';
import { expandSweep } from '../protocol/sweep.ts';
import { inapplicableReason, requireStrategy } from '../strategies/catalog.ts';
import { benchmarkNamed } from '../suite/catalog.ts';
import { suiteOf } from '../suite/manifests.ts';
import { type OutsideStrategy, outsideObstacle, type PlannedOutside } from './exec/resolve.ts';
import { learnerObstacle, type PlannedLearner, withLearner, withoutLearner } from './exec/resolve-learner.ts';
import { resolveParams } from './resolve-params.ts';
import type { PlannedModule } from './sandbox/planned.ts';

export interface RunRequest {
  readonly benchmarks: readonly string[];
  /** Specifications, `id[:k=v,…]` joined with `+`; a value in braces, `k={a,b}`, stands for a specification each. */
  readonly strategies: readonly string[];
  readonly tier: Tier;
  /** How many, from 1, or which. */
  readonly seeds?: number | SeedRange;
  readonly generations?: number;
  /** What the commands among the strategies (`exec:COMMAND`) said of themselves, by specification (`resolveOutside`). */
  readonly outside?: ReadonlyMap<string, OutsideStrategy>;
  /** What fits the models in the place of the benchmarks' own learners (`resolveLearner`). */
  readonly learner?: PlannedLearner;
  /** The strategies that modules among them (`./my-strategy.ts`) stand for, by specification (`resolveModules`). */
  readonly modules?: ReadonlyMap<string, readonly ResolvedStrategy[]>;
  /** Benchmark parameters to override; every chosen benchmark must know them. */
  readonly set?: Readonly<Params>;
  /** Of the benchmarks that train a network; the others run in plain JavaScript. */
  readonly engine?: EngineId;
}

/** Whole numbers from 1, both ends included. */
export interface SeedRange {
  readonly first: number;
  readonly last: number;
}

/** One run, plain JSON: what a worker needs, and what a resumed run must match. */
export interface RunPlan {
  readonly suite: string;
  readonly benchmark: {
    readonly id: string;
    readonly version: number;
    readonly tier: Tier;
    readonly params: Params;
    readonly generations: number;
  };
  readonly official: boolean;
  readonly engine: EngineId | typeof PURE_ENGINE.id;
  readonly strategy: {
    readonly spec: string;
    readonly parts: readonly StrategyPart[];
    /** Only where it is a process of its own. */
    readonly outside?: PlannedOutside;
    /** Only where it is a module in the sandbox. */
    readonly module?: PlannedModule;
  };
  /** Only where it is a process of its own that fits the models. */
  readonly learner?: PlannedLearner;
  readonly regime: Regime;
  readonly seeds: readonly number[];
}

export interface NotApplicable {
  readonly benchmark: string;
  readonly spec: string;
  readonly reason: string;
}

export interface Plan {
  readonly runs: readonly RunPlan[];
  readonly notApplicable: readonly NotApplicable[];
  /** Where it is one of several parts: which, and the runs of all parts together. */
  readonly shard?: { readonly index: number; readonly count: number; readonly whole: readonly RunPlan[] };
}

/** Whose samples a bundle holds: the first seed's or every seed's. Their hashes are part of the result's digest. */
export type SamplePolicy = 'first' | 'all';

export const MAX_SEEDS = 100_000;
export const MAX_GENERATIONS = 100_000;

/** Plans every chosen strategy on every chosen benchmark. @throws HeirloomError unknown-id, bad-parameter or usage */
export function planRuns(request: RunRequest): Plan {
  const { first, last } = rangeOf(request.seeds ?? 1);
  requireCount('seeds', first, MAX_SEEDS);
  requireCount('seeds', last, MAX_SEEDS);
  requireCount('generations', request.generations, MAX_GENERATIONS);
  const benchmarks = distinct('benchmark', request.benchmarks).map((name) => benchmarkNamed(name).card);
  const { outside, modules } = request;
  const named = request.strategies.flatMap((text) =>
    outside?.has(text) || modules?.has(text) ? text : expandSweep(text, canonicalSpec).map(canonicalSpec),
  );
  const strategies = distinct('strategy', named).flatMap(
    (spec): readonly ResolvedStrategy[] => modules?.get(spec) ?? [outside?.get(spec) ?? resolveStrategy(spec)],
  );
  const runs: RunPlan[] = [];
  const notApplicable: NotApplicable[] = [];
  for (const strategy of strategies) {
    for (const card of benchmarks) {
      const reason = obstacle(strategy, able(card, request), request.learner);
      if (reason === null) runs.push(planRun(card, strategy, request));
      else notApplicable.push({ benchmark: card.id, spec: strategy.spec, reason });
    }
  }
  return { runs, notApplicable };
}

/** Why a strategy can't run on a benchmark with this learner, or with the benchmark's own; null where it can. */
function obstacle(
  { parts, outside, module }: ResolvedStrategy,
  card: BenchmarkCard,
  learner: PlannedLearner | undefined,
): string | null {
  const ofLearner = learner === undefined ? withoutLearner(card) : learnerObstacle(learner, card);
  if (ofLearner !== null) return ofLearner;
  const present = learner === undefined ? card : withLearner(learner, card);
  if (outside !== undefined) return outsideObstacle(outside.card, present);
  return module === undefined
    ? inapplicableReason(parts, present)
    : outsideObstacle({ id: parts[0]?.id ?? '', needs: module.needs }, present);
}

function planRun(card: BenchmarkCard, strategy: ResolvedStrategy, request: RunRequest): RunPlan {
  const tier = card.tiers[request.tier];
  const params = resolveBenchmarkParams(card, request.tier, request.set ?? {});
  const generations = request.generations ?? tier.generations;
  const { first, last } = rangeOf(request.seeds ?? tier.seeds);
  const official =
    generations === tier.generations &&
    first === 1 &&
    last === tier.seeds &&
    sameJson(params, resolveBenchmarkParams(card, request.tier, {}));
  return {
    suite: suiteOf(card),
    benchmark: { id: card.id, version: card.version, tier: request.tier, params, generations },
    official,
    engine: card.engine === 'tensors' ? (request.engine ?? DEFAULT_ENGINE) : PURE_ENGINE.id,
    strategy: {
      spec: strategy.spec,
      parts: strategy.parts,
      ...(strategy.outside === undefined ? {} : { outside: strategy.outside }),
      ...(strategy.module === undefined ? {} : { module: strategy.module }),
    },
    ...(request.learner === undefined ? {} : { learner: request.learner }),
    regime: strategy.regime,
    seeds: Array.from({ length: last - first + 1 }, (_, index) => first + index),
  };
}

/** The card without what its learner can't do with the parameters asked for. @throws bad-parameter */
function able(card: BenchmarkCard, { tier, set = {} }: RunRequest): BenchmarkCard {
  const lacking = card.lacking?.(resolveBenchmarkParams(card, tier, set)) ?? [];
  return { ...card, capabilities: card.capabilities.filter((capability) => !lacking.includes(capability)) };
}

const rangeOf = (seeds: number | SeedRange): SeedRange =>
  typeof seeds === 'number' ? { first: 1, last: seeds } : seeds;

/** @throws usage where a benchmark is planned in two protocols: a bundle has one record of each */
export function requireOneProtocol({ runs }: Plan): void {
  const planned = new Map<string, number>();
  for (const { benchmark } of runs) {
    const { id, version } = benchmark;
    const other = planned.get(id) ?? version;
    if (other !== version) {
      throw new HeirloomError(
        'usage',
        `Received ${id}@${other} and ${id}@${version}; a folder has one protocol of a benchmark. Run each with an --out of its own.`,
      );
    }
    planned.set(id, version);
  }
}

/** All parameters of a benchmark at a tier, with overrides. @throws bad-parameter */
export function resolveBenchmarkParams(card: BenchmarkCard, tier: Tier, set: Readonly<Params>): Params {
  return resolveParams(`benchmark ${card.id}`, card.params, { ...card.tiers[tier].params, ...set });
}

export interface ResolvedStrategy {
  /** Canonical form. */
  readonly spec: string;
  readonly parts: readonly StrategyPart[];
  readonly regime: Regime;
  readonly outside?: PlannedOutside;
  readonly module?: PlannedModule;
}

/** @throws usage */
function canonicalSpec(spec: string): string {
  if (/(^|\+)\s*exec(:|\+|$)/.test(spec)) {
    throw new HeirloomError(
      'usage',
      `Received strategy "${spec}"; exec:COMMAND stands alone, in no composition: --strategy "exec:python3 my_strategy.py".`,
    );
  }
  return formatSpec(parseSpec(spec));
}

/** Resolves a specification against the catalog. @throws usage, unknown-id or bad-parameter */
export function resolveStrategy(spec: string): ResolvedStrategy {
  const parsed = parseSpec(spec);
  const parts = parsed.map(resolvePart);
  const regimes = parts.map(({ id, resolved }) => requireStrategy(id).card.regime(resolved));
  return { spec: formatSpec(parsed), parts, regime: regimes.reduce(joinRegimes) };
}

function resolvePart({ id, passed }: SpecPart): StrategyPart {
  const { card } = requireStrategy(id);
  return { id, version: card.version, passed, resolved: resolveParams(`strategy ${id}`, card.params, passed) };
}

/** @throws usage where the text is no tier */
export function requireTier(text: string): Tier {
  const tier = TIERS.find((name) => name === text);
  if (!tier) throw new HeirloomError('usage', `Received tier "${text}"; ${meantOneOf(text, TIERS)}`);
  return tier;
}

function requireCount(name: string, value: number | undefined, max: number): void {
  if (value !== undefined && !(Number.isInteger(value) && value >= 1 && value <= max)) {
    throw new HeirloomError('bad-parameter', `Received --${name} ${value}; expected a whole number from 1 to ${max}.`);
  }
}

function distinct(kind: string, names: readonly string[]): readonly string[] {
  if (names.length === 0)
    throw new HeirloomError('usage', `No ${kind} was given; name at least one (npx heirloom list).`);
  return [...new Set(names)];
}
