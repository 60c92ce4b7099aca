/** From the outcomes of a run's seeds to its record. */

import { recordFormat, updatesOfFit } from '../protocol/card.ts';
import { canonicalJson, type UndigestedRecord, withDigests } from '../protocol/digest.ts';
import { isLater } from '../protocol/metric.ts';
import type { Environment, Maker, RunRecord } from '../protocol/record.ts';
import { divisionOf } from '../protocol/regime.ts';
import { requireBenchmark } from '../suite/catalog.ts';
import type { RunPlan } from './plan.ts';
import type { SeedOutcome } from './planned-seed.ts';

/** Assembles the record of a run from its seeds' outcomes, in any order. */
export function assembleRecord(
  plan: RunPlan,
  outcomes: readonly SeedOutcome[],
  environment: Environment,
  startedAt: Date,
  durationMs: number,
): RunRecord {
  const { card } = requireBenchmark(plan.benchmark);
  const ordered = plan.seeds.map((seed) => {
    const outcome = outcomes.find((candidate) => candidate.seed === seed);
    if (!outcome) throw new Error(`Seed ${seed} of ${plan.benchmark.id} has no outcome.`);
    return outcome;
  });
  // The plan has a seed at least, and all its seeds ran on one benchmark.
  const { benchmark } = ordered[0] as SeedOutcome;
  const ledger = ordered.map((outcome) => [...outcome.ledger]);
  // How many updates an outside learner makes is its own affair.
  const fitUpdates = plan.learner === undefined ? updatesOfFit(card, plan.benchmark.params) : null;
  const record: UndigestedRecord = {
    format: recordFormat(card),
    suite: plan.suite,
    benchmark: { ...plan.benchmark, size: benchmark.size },
    official: plan.official,
    strategy: { spec: plan.strategy.spec, parts: [...plan.strategy.parts], ...foreignOf(plan) },
    ...learnerOf(plan, ordered),
    regime: plan.regime,
    division: divisionOf(plan.regime, ledger, benchmark.size, fitUpdates),
    seeds: [...plan.seeds],
    statuses: ordered.map((outcome) => outcome.status),
    engine: benchmark.engine,
    truth: { ...benchmark.truth },
    trajectories: Object.fromEntries(
      card.metrics.map(({ id }) => [id, ordered.map((outcome) => [...(outcome.metrics[id] ?? [])])]),
    ),
    ledger,
    samples: ordered.flatMap((outcome) => outcome.samples),
    environment: { ...environment, ...madeBy(ordered) },
    timings: {
      startedAt: startedAt.toISOString(),
      durationMs: Math.round(durationMs),
      seedDurationMs: ordered.map((outcome) => outcome.durationMs),
    },
  };
  return withDigests(
    record,
    card.metrics.filter(isLater).map(({ id }) => id),
  );
}

/** What a record says of a strategy that is none of this repository. */
function foreignOf({ strategy }: RunPlan): Pick<RunRecord['strategy'], 'outside' | 'module'> {
  if (strategy.module !== undefined) {
    const { interface: spoken, sha256, card } = strategy.module;
    return { module: { interface: spoken, sha256, card } };
  }
  if (strategy.outside === undefined) return {};
  const { card: _, ...outside } = strategy.outside;
  return { outside };
}

function learnerOf({ learner }: RunPlan, outcomes: readonly SeedOutcome[]): Pick<RunRecord, 'learner'> {
  if (learner === undefined) return {};
  const { card: _, ...said } = learner;
  const { inputs } = (outcomes[0] as SeedOutcome).benchmark;
  const repeat = outcomes.find((outcome) => outcome.repeat !== undefined)?.repeat;
  return { learner: { ...said, ...(inputs && { inputs: { ...inputs } }), ...(repeat && { repeat }) } };
}

/** What made which seeds, in the order of their first; nothing where an outcome doesn't say. */
function madeBy(outcomes: readonly SeedOutcome[]): Pick<Environment, 'madeBy'> {
  const groups = new Map<string, Maker & { readonly seeds: number[] }>();
  for (const { seed, madeBy } of outcomes) {
    if (madeBy === undefined) return {};
    const key = canonicalJson(madeBy);
    const group = groups.get(key);
    if (group) group.seeds.push(seed);
    else groups.set(key, { ...madeBy, seeds: [seed] });
  }
  return { madeBy: [...groups.values()] };
}
