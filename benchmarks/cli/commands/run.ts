import { join } from 'node:path';
import { requireBuildRequest } from '../../protocol/engine.ts';
import { EXIT_CODES, HeirloomError } from '../../protocol/errors.ts';
import { didYouMean } from '../../protocol/nearest.ts';
import { print, say } from '../../protocol/print.ts';
import type { RunRecord } from '../../protocol/record.ts';
import { shellQuotePath } from '../../protocol/shell-quote.ts';
import { parseAssignment } from '../../protocol/spec.ts';
import { chooseBuildOf, chooseEngine } from '../../runner/engine.ts';
import { resolveOutside } from '../../runner/exec/resolve.ts';
import { planRuns, type RunRequest, requireTier, type SamplePolicy } from '../../runner/plan.ts';
import { workersFor } from '../../runner/pool.ts';
import { runPlan } from '../../runner/run.ts';
import { OutputFolder } from '../../runner/store.ts';
import { requireBenchmark } from '../../suite/catalog.ts';
import { compositionNotes } from '../composition-notes.ts';
import type { SetExitCode } from '../main.ts';
import { notApplicableLines } from '../not-applicable.ts';
import { openProgressLine } from '../progress.ts';
import { suiteNotes } from '../suite-notes.ts';
import { formatTable } from '../table.ts';

interface RunOptions {
  readonly strategy: readonly string[];
  readonly tier: string;
  readonly engine?: string;
  readonly build: string;
  readonly seeds?: string;
  readonly generations?: string;
  readonly set?: readonly string[];
  readonly out?: string;
  readonly resume?: boolean;
  readonly samples: string;
  readonly workers?: string;
  readonly verbose?: boolean;
  readonly json?: boolean;
}

const MAX_WORKERS = 256;

/** Runs strategies on benchmarks; exit code 3 where a seed failed. */
export async function run(benchmarks: readonly string[], options: RunOptions, setExitCode: SetExitCode): Promise<void> {
  const buildRequest = requireBuildRequest(options.build);
  const plan = planRuns({ ...toRequest(benchmarks, options), outside: await resolveOutside(options.strategy) });
  for (const line of notApplicableLines(plan, options.verbose ?? false)) say(line);
  for (const line of [...compositionNotes(plan.runs), ...suiteNotes(plan.runs)]) say(line);
  if (plan.runs.length === 0)
    throw new HeirloomError('usage', 'None of the strategies is applicable to the benchmarks given.');
  const seeds = plan.runs.reduce((total, run) => total + run.seeds.length, 0);
  const workers = wholeNumber('workers', options.workers, MAX_WORKERS) ?? workersFor(seeds);
  const samples = requireSamples(options.samples);
  if (options.resume && options.out === undefined) {
    throw new HeirloomError('usage', 'Received --resume without --out; name the folder of the interrupted run.');
  }
  const dir =
    options.out ??
    (options.json ? null : join('heirloom-runs', new Date().toISOString().slice(0, 19).replaceAll(':', '-')));
  const output = dir === null ? null : OutputFolder.open(dir, plan, { samples, resume: options.resume ?? false, say });

  const build = chooseBuildOf(plan, buildRequest, say);
  const interrupt = new AbortController();
  const onSignal = () => interrupt.abort();
  process.once('SIGINT', onSignal).once('SIGTERM', onSignal);
  const line = openProgressLine(process.stderr);
  try {
    const records = await runPlan(plan, {
      workers,
      output,
      samples,
      signal: interrupt.signal,
      build,
      onStart: line.start,
    });
    line.stop();
    const bundles = output?.finish(records) ?? [];
    if (options.json) print(JSON.stringify({ runs: records }));
    else print(`${summary(records)}\n\n${nextSteps(bundles)}`);
    reportFailures(records, setExitCode);
  } finally {
    line.stop();
    process.off('SIGINT', onSignal).off('SIGTERM', onSignal);
  }
}

function toRequest(benchmarks: readonly string[], options: RunOptions): RunRequest {
  const seeds = wholeNumber('seeds', options.seeds);
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

function wholeNumber(name: string, text: string | undefined, max = Number.MAX_SAFE_INTEGER): number | undefined {
  if (text === undefined) return undefined;
  const value = Number(text);
  if (!/^\d+$/.test(text) || value < 1 || value > max) {
    throw new HeirloomError(
      'bad-parameter',
      `Received --${name} ${text}; expected a whole number of at least 1${max < Number.MAX_SAFE_INTEGER ? ` and at most ${max}` : ''}.`,
    );
  }
  return value;
}

function requireSamples(text: string): SamplePolicy {
  if (text === 'first' || text === 'all') return text;
  throw new HeirloomError(
    'usage',
    `Received --samples ${text}; ${didYouMean(text, ['first', 'all']) ?? 'expected first or all.'}`,
  );
}

/** A line for every run: the primary metric at generation 0 and at the end, averaged over the seeds that got there. */
function summary(records: readonly RunRecord[]): string {
  const rows = records.map((record) => {
    const { primary } = requireBenchmark(record.benchmark).card;
    const trajectory = record.trajectories[primary] ?? [];
    const completed = record.statuses.filter((status) => status.state === 'completed').length;
    return [
      record.benchmark.id,
      record.strategy.spec,
      record.division,
      primary,
      meanAt(trajectory, 0),
      meanAt(trajectory, record.benchmark.generations),
      `${completed}/${record.seeds.length}`,
      `${(record.timings.durationMs / 1000).toFixed(1)} s`,
      record.resultDigest.slice(0, 12),
    ];
  });
  const last = 'last generation';
  return formatTable(
    ['benchmark', 'strategy', 'division', 'primary metric', 'generation 0', last, 'seeds', 'time', 'digest'],
    rows,
    ['generation 0', last, 'seeds', 'time'],
    { keys: 2 },
  );
}

function meanAt(trajectory: readonly (readonly (number | null)[])[], generation: number): string {
  const values = trajectory.map((seed) => seed[generation]).filter((value) => typeof value === 'number');
  return values.length === 0 ? '–' : (values.reduce((total, value) => total + value, 0) / values.length).toPrecision(4);
}

function nextSteps(bundles: readonly string[]): string {
  const list = bundles.map((dir) => `  ${dir}`).join('\n');
  const quoted = bundles.map(shellQuotePath);
  return `Bundles:\n${list}\nNext: npx heirloom report ${quoted.join(' ')}\n      npx heirloom check ${quoted[0]}\nThe check names the blanks of submission.json.`;
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
