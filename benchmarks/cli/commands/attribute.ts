import { join } from 'node:path';
import type { Attribution, AttributionResult } from '../../protocol/attribution.ts';
import type { ErrorKind } from '../../protocol/card.ts';
import { requireBuildRequest } from '../../protocol/engine.ts';
import { HeirloomError } from '../../protocol/errors.ts';
import { print, say } from '../../protocol/print.ts';
import type { RunRecord } from '../../protocol/record.ts';
import { parseAssignment } from '../../protocol/spec.ts';
import { type AttributionPlan, planAttribution } from '../../runner/attribution-plan.ts';
import { chooseBuildOf } from '../../runner/engine.ts';
import { requireTier } from '../../runner/plan.ts';
import { workersFor } from '../../runner/pool.ts';
import { runPlan } from '../../runner/run.ts';
import { OutputFolder } from '../../runner/store.ts';
import { attribute as attributed, nameOf, type Turned } from '../../scoring/attribution.ts';
import { runOutcome } from '../../scoring/input.ts';
import { attributionText } from '../attribution-text.ts';
import { interruptible } from '../interruptible.ts';
import { MAX_WORKERS, wholeNumber } from '../whole-number.ts';

interface AttributeOptions {
  readonly strategy: string;
  readonly tier: string;
  readonly build: string;
  readonly seeds?: string;
  readonly generations?: string;
  readonly set?: readonly string[];
  readonly out?: string;
  readonly resume?: boolean;
  readonly workers?: string;
  readonly json?: boolean;
}

/** Splits the loss of a strategy, and of the oracle beside it, over the three errors. */
export async function attribute(benchmark: string, options: AttributeOptions): Promise<void> {
  const seeds = wholeNumber('seeds', options.seeds);
  const generations = wholeNumber('generations', options.generations);
  const planned = planAttribution({
    benchmark,
    strategy: options.strategy,
    tier: requireTier(options.tier),
    set: Object.fromEntries((options.set ?? []).map((text) => parseAssignment(text))),
    ...(seeds === undefined ? {} : { seeds }),
    ...(generations === undefined ? {} : { generations }),
  });
  if (options.resume && options.out === undefined)
    throw new HeirloomError('usage', 'Received --resume without --out; name the folder of the interrupted command.');
  const records = await runAll(planned, options);
  const split = (index: number): Attribution => {
    const knobs = planned.knobs.flatMap((knob) => ('set' in knob ? [knob.error] : []));
    return attributed(knobs, averagesOf(records, index, planned.card.primary));
  };
  const [first] = records[0]?.records ?? [];
  if (!first) throw new TypeError('Nothing was planned.');
  const metric = planned.card.metrics.find(({ id }) => id === planned.card.primary);
  const result: AttributionResult = {
    benchmark: `${planned.card.id}@${planned.card.version}`,
    tier: first.benchmark.tier,
    metric: planned.card.primary,
    unit: metric?.unit ?? '',
    generations: first.benchmark.generations,
    seeds: first.seeds.length,
    params: first.benchmark.params,
    knobs: planned.knobs,
    strategy: { spec: planned.strategy, ...split(0) },
    // Where the oracle itself is asked for, there is one run.
    oracle: split(records[0]?.records.length === 1 ? 0 : 1),
  };
  print(options.json ? JSON.stringify(result) : attributionText(result));
}

interface Made {
  readonly turned: readonly ErrorKind[];
  readonly records: readonly RunRecord[];
}

/** One folder for each subset: ordinary runs, each of which goes on where it was. */
async function runAll({ plans }: AttributionPlan, options: AttributeOptions): Promise<Made[]> {
  const buildRequest = requireBuildRequest(options.build);
  const asked = wholeNumber('workers', options.workers, MAX_WORKERS);
  // The subsets are of one benchmark, so its networks train on one build.
  const build = plans[0] ? chooseBuildOf(plans[0].plan, buildRequest, say) : null;
  return interruptible(async (signal, line) => {
    const made: Made[] = [];
    for (const [index, { turned, plan }] of plans.entries()) {
      say(`${index + 1} of ${plans.length}: ${describe(turned)}`);
      const settings = { samples: 'first' as const, resume: options.resume ?? false, say };
      const output =
        options.out === undefined ? null : OutputFolder.open(join(options.out, nameOf(turned)), plan, settings);
      const seeds = plan.runs.reduce((total, run) => total + run.seeds.length, 0);
      const workers = asked ?? workersFor(seeds);
      const records = await runPlan(plan, { workers, output, samples: 'first', signal, build, onStart: line.start });
      line.stop();
      output?.finish(records);
      made.push({ turned, records });
    }
    return made;
  });
}

const describe = (turned: Turned): string => (turned.length === 0 ? 'as it is' : `less ${turned.join(', ')} error`);

function averagesOf(made: readonly Made[], index: number, primary: string): Map<string, readonly number[]> {
  return new Map(
    made.map(({ turned, records }) => {
      const record = records[index] as RunRecord;
      const outcome = runOutcome(record, primary);
      if (outcome.state !== 'completed') {
        throw new HeirloomError(
          'run-failed',
          `With ${describe(turned)}, ${outcome.stopped} of ${outcome.seeds} seeds of ${record.strategy.spec} ${outcome.state}, so there is no loss to split. Choose another tier, other parameters or fewer generations.`,
        );
      }
      return [nameOf(turned), outcome.averages.full];
    }),
  );
}
