import { requireBuildRequest } from '../../protocol/engine.ts';
import { EXIT_CODES, HeirloomError } from '../../protocol/errors.ts';
import { didYouMean } from '../../protocol/nearest.ts';
import { print, say } from '../../protocol/print.ts';
import type { RunRecord } from '../../protocol/record.ts';
import { shellQuotePath } from '../../protocol/shell-quote.ts';
import { parseAssignment } from '../../protocol/spec.ts';
import { chooseBuildOf, chooseEngine } from '../../runner/engine.ts';
import { resolveOutside } from '../../runner/exec/resolve.ts';
import { resolveLearner } from '../../runner/exec/resolve-learner.ts';
import {
  type Plan,
  planRuns,
  type RunRequest,
  requireTier,
  type SamplePolicy,
  type SeedRange,
} from '../../runner/plan.ts';
import { heldPlan, joinPlans } from '../../runner/plan-file.ts';
import { workersFor } from '../../runner/pool.ts';
import { runPlan } from '../../runner/run.ts';
import { resolveModules } from '../../runner/sandbox/resolve.ts';
import { parseShard, shardPlan } from '../../runner/shard.ts';
import { OutputFolder } from '../../runner/store.ts';
import { compositionNotes } from '../composition-notes.ts';
import { interruptible } from '../interruptible.ts';
import type { SetExitCode } from '../main.ts';
import { notApplicableLines } from '../not-applicable.ts';
import { nextSteps, summary } from '../run-summary.ts';
import { suiteNotes } from '../suite-notes.ts';
import { MAX_WORKERS, wholeNumber } from '../whole-number.ts';

/** Where runs go that name no folder. */
const RUNS = 'heirloom-runs';

interface RunOptions {
  readonly strategy: readonly string[];
  readonly learner?: string;
  readonly tier: string;
  readonly engine?: string;
  readonly build: string;
  readonly seeds?: string;
  readonly generations?: string;
  readonly set?: readonly string[];
  readonly out?: string;
  readonly resume?: boolean;
  readonly add?: boolean;
  readonly shard?: string;
  readonly samples: string;
  readonly workers?: string;
  readonly verbose?: boolean;
  readonly json?: boolean;
}

/** Runs strategies on benchmarks; exit code 3 where a seed failed. */
export async function run(benchmarks: readonly string[], options: RunOptions, setExitCode: SetExitCode): Promise<void> {
  const buildRequest = requireBuildRequest(options.build);
  const learner = options.learner === undefined ? {} : { learner: await resolveLearner(options.learner) };
  const asked = planRuns({
    ...toRequest(benchmarks, options),
    ...learner,
    outside: await resolveOutside(options.strategy),
    modules: await resolveModules(options.strategy),
  });
  for (const line of notApplicableLines(asked, options.verbose ?? false)) say(line);
  for (const line of [...compositionNotes(asked.runs), ...suiteNotes(asked.runs)]) say(line);
  if (asked.runs.length === 0)
    throw new HeirloomError('usage', 'None of the strategies is applicable to the benchmarks given.');
  const samples = requireSamples(options.samples);
  const { plan, output } = openOutput(asked, options, samples);
  const seeds = plan.runs.reduce((total, run) => total + run.seeds.length, 0);
  const workers = wholeNumber('workers', options.workers, MAX_WORKERS) ?? workersFor(seeds);

  const build = chooseBuildOf(plan, buildRequest, say);
  await interruptible(async (signal, line) => {
    const records = await runPlan(plan, { workers, output, samples, signal, build, onStart: line.start });
    line.stop();
    const bundles = output?.finish(records) ?? [];
    if (options.json) print(JSON.stringify({ runs: records }));
    else print(endText(plan, records, bundles, output?.dir ?? ''));
    reportFailures(records, setExitCode);
  });
}

/** The plan with what its folder or its shard makes of it, and the folder. */
function openOutput(asked: Plan, options: RunOptions, samples: SamplePolicy) {
  const { out, add = false, resume = false } = options;
  if ((resume || add) && out === undefined) {
    throw new HeirloomError(
      'usage',
      `Received --${add ? 'add' : 'resume'} without --out; name the folder of the ${add ? '' : 'interrupted '}run.`,
    );
  }
  if (add && options.shard !== undefined) {
    throw new HeirloomError('usage', 'Received --add and --shard; a shard is cut from a whole plan. Give one of them.');
  }
  const shard = options.shard === undefined ? null : parseShard(options.shard);
  const held = add && out !== undefined ? heldPlan(out).plan : null;
  const plan =
    held !== null && out !== undefined ? joinPlans(out, held, asked) : shard === null ? asked : shardPlan(asked, shard);
  const settings = { samples, resume: resume || add, say, ...(held && { held }) };
  if (out !== undefined) return { plan, output: OutputFolder.open(out, plan, settings) };
  return { plan, output: options.json ? null : OutputFolder.openNew(RUNS, plan, settings) };
}

/** The results, and what to do with them. */
function endText({ shard }: Plan, records: readonly RunRecord[], bundles: readonly string[], dir: string): string {
  if (shard === undefined) return `${summary(records)}\n\n${nextSteps(bundles)}`;
  const what = `Shard ${shard.index} of ${shard.count}`;
  const table = records.length === 0 ? `${what} has no seed: there are fewer than parts.` : summary(records);
  return `${table}\n\n${what} is in ${dir}.\nNext: npx heirloom merge ${shellQuotePath(dir)} (and the other ${shard.count - 1}) --out DIR`;
}

function toRequest(benchmarks: readonly string[], options: RunOptions): RunRequest {
  const seeds = seedsOf(options.seeds);
  const generations = wholeNumber('generations', options.generations);
  return {
    benchmarks,
    strategies: options.strategy,
    tier: requireTier(options.tier),
    set: Object.fromEntries((options.set ?? []).map((text) => parseAssignment(text))),
    ...(seeds === undefined ? {} : { seeds }),
    ...(generations === undefined ? {} : { generations }),
    ...(options.engine === undefined ? {} : { engine: chooseEngine(options.engine, say) }),
  };
}

/** A number of seeds, or the first and the last: `20`, `11-20`. */
function seedsOf(text: string | undefined): number | SeedRange | undefined {
  const [, first, last] = /^(\d+)-(\d+)$/.exec(text ?? '') ?? [];
  if (first === undefined || last === undefined) return wholeNumber('seeds', text);
  const range = { first: Number(first), last: Number(last) };
  if (range.first >= 1 && range.first <= range.last) return range;
  throw new HeirloomError(
    'bad-parameter',
    `Received --seeds ${text}; expected the first and the last seed, such as 11-20, the first at least 1 and not after the last.`,
  );
}

function requireSamples(text: string): SamplePolicy {
  if (text === 'first' || text === 'all') return text;
  throw new HeirloomError(
    'usage',
    `Received --samples ${text}; ${didYouMean(text, ['first', 'all']) ?? 'expected first or all.'}`,
  );
}

function reportFailures(records: readonly RunRecord[], setExitCode: SetExitCode): void {
  for (const record of records) {
    for (const [index, status] of record.statuses.entries()) {
      if (status.state !== 'failed') continue;
      say(
        `Failed: ${record.benchmark.id} ${record.strategy.spec} seed ${record.seeds[index]}, generation ${status.generation}: ${status.error}`,
      );
      setExitCode(EXIT_CODES['run-failed']);
    }
  }
}
