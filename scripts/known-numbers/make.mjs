/** Computes what the checker knows of honest records. To be loaded after tsx is registered. */
import { canonicalJson } from '../../benchmarks/protocol/digest.ts';
import { TIERS } from '../../benchmarks/protocol/ids.ts';
import { planRuns } from '../../benchmarks/runner/plan.ts';
import runPlannedSeed, { loadBenchmark } from '../../benchmarks/runner/planned-seed.ts';
import { BENCHMARKS, requireBenchmark } from '../../benchmarks/suite/catalog.ts';
import { truthParamsOf } from '../../benchmarks/suite/known.ts';

/** Generation 0 of `full` takes minutes. */
const COMPUTED_TIERS = TIERS.filter((tier) => tier !== 'full');

const planOf = (benchmark, tier) => planRuns({ benchmarks: [benchmark], strategies: ['replace'], tier }).runs[0];

/** The truth of every benchmark of some, at every tier; once where tiers agree. */
export async function makeTruths(benchmarks = BENCHMARKS.map(({ card }) => card.id)) {
  const truths = new Map();
  for (const id of benchmarks) {
    const { card } = requireBenchmark(id);
    for (const tier of TIERS) {
      const plan = planOf(id, tier);
      const entry = { benchmark: `${id}@${card.version}`, params: truthParamsOf(card, plan.benchmark.params) };
      const key = canonicalJson(entry);
      if (truths.has(key)) continue;
      truths.set(key, { ...entry, truth: (await loadBenchmark(plan)).truth });
    }
  }
  return [...truths.values()];
}

/** One run for each benchmark and its different parameters, with the most seeds that a tier has. */
export function plannedGeneration0(benchmarks = BENCHMARKS.map(({ card }) => card.id)) {
  return benchmarks.flatMap((id) => {
    const plans = new Map();
    for (const tier of COMPUTED_TIERS) {
      const plan = planOf(id, tier);
      const key = canonicalJson(plan.benchmark.params);
      if ((plans.get(key)?.seeds.length ?? 0) < plan.seeds.length) plans.set(key, plan);
    }
    return [...plans.values()];
  });
}

/** Generation 0 of a plan: every metric by seed. It is the same whatever the strategy, the tier's horizon and number of seeds. */
export async function makeGeneration0(plan, seeds = plan.seeds) {
  const origin = { ...plan, benchmark: { ...plan.benchmark, generations: 0 } };
  const metrics = {};
  let engine = null;
  for (const seed of seeds) {
    const { outcome } = await runPlannedSeed({ plan: origin, seed, keepSamples: false, checkpoint: null });
    engine = outcome.benchmark.engine;
    for (const [id, [value]] of Object.entries(outcome.metrics)) metrics[id] = [...(metrics[id] ?? []), value];
  }
  const { id, version, params } = plan.benchmark;
  return { benchmark: `${id}@${version}`, engine, params, metrics };
}
