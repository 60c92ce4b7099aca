/** Computes what the checker knows of honest records. */
import type { BenchmarkCard } from '#benchmarks/protocol/card.ts';
import { canonicalJson } from '#benchmarks/protocol/digest.ts';
import { type Params, TIERS, type Tier } from '#benchmarks/protocol/ids.ts';
import type { Engine, RunRecord } from '#benchmarks/protocol/record.ts';
import { planRuns, type RunPlan } from '#benchmarks/runner/plan.ts';
import runPlannedSeed, { loadBenchmark, truthOf } from '#benchmarks/runner/planned-seed.ts';
import { BENCHMARKS, benchmarkName, benchmarkNamed } from '#benchmarks/suite/catalog.ts';
import { truthParamsOf } from '#benchmarks/suite/known.ts';

/** Generation 0 of `full` takes minutes. */
const COMPUTED_TIERS = TIERS.filter((tier) => tier !== 'full');

function planOf(benchmark: string, tier: Tier): RunPlan {
  const [plan] = planRuns({ benchmarks: [benchmark], strategies: ['replace'], tier }).runs;
  if (plan === undefined) throw new Error(`replace does not run on ${benchmark}`);
  return plan;
}

interface Truth {
  /** `id@version` */
  readonly benchmark: string;
  /** The parameters that the truth depends on. */
  readonly params: Params;
  readonly truth: RunRecord['truth'];
}

export interface Generation0 {
  readonly benchmark: string;
  readonly engine: Engine;
  readonly params: Params;
  /** `[metric][seed index]` */
  readonly metrics: Readonly<Record<string, readonly (number | null)[]>>;
}

const ALL = BENCHMARKS.map(({ card }) => benchmarkName(card));

/** The truth of every benchmark of some, at every tier; once where tiers agree. */
export async function makeTruths(benchmarks: readonly string[] = ALL): Promise<Truth[]> {
  const truths = new Map<string, Truth>();
  for (const id of benchmarks) {
    const { card } = benchmarkNamed(id);
    for (const tier of TIERS) {
      const plan = planOf(id, tier);
      const entry = { benchmark: `${card.id}@${card.version}`, params: truthParamsOf(card, plan.benchmark.params) };
      const key = canonicalJson(entry);
      if (truths.has(key)) continue;
      truths.set(key, { ...entry, truth: truthOf(await loadBenchmark(plan), longest(card)) });
    }
  }
  return [...truths.values()];
}

/** The most generations that a tier has. */
const longest = ({ tiers }: Pick<BenchmarkCard, 'tiers'>): number =>
  Math.max(...TIERS.map((tier) => tiers[tier].generations));

/** One run for each benchmark and its different parameters, with the most seeds that a tier has. */
export function plannedGeneration0(benchmarks: readonly string[] = ALL): RunPlan[] {
  return benchmarks.flatMap((id) => {
    const plans = new Map<string, RunPlan>();
    for (const tier of COMPUTED_TIERS) {
      const plan = planOf(id, tier);
      const key = canonicalJson(plan.benchmark.params);
      if ((plans.get(key)?.seeds.length ?? 0) < plan.seeds.length) plans.set(key, plan);
    }
    return [...plans.values()];
  });
}

/** Generation 0 of a plan: every metric by seed. It is the same whatever the strategy, the tier's horizon and number of seeds. */
export async function makeGeneration0(plan: RunPlan, seeds = plan.seeds): Promise<Generation0> {
  const origin = { ...plan, benchmark: { ...plan.benchmark, generations: 0 } };
  const metrics: Record<string, (number | null)[]> = {};
  let engine: Engine | null = null;
  for (const seed of seeds) {
    const { outcome } = await runPlannedSeed({ plan: origin, seed, keepSamples: false, checkpoint: null });
    engine = outcome.benchmark.engine;
    for (const [id, [value]] of Object.entries(outcome.metrics)) metrics[id] = [...(metrics[id] ?? []), value ?? null];
  }
  if (engine === null) throw new RangeError('Generation 0 of no seeds was asked for.');
  const { id, version, params } = plan.benchmark;
  return { benchmark: `${id}@${version}`, engine, params, metrics };
}
