/** Puts folders of one run together that were made apart: shards of a plan, or runs of other seeds. The digests are those of the whole. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { differencesFromTier } from '../bundle/check-benchmark.ts';
import { evidenceFolder, picturePath, runPath, samplePath } from '../bundle/layout.ts';
import { canonicalJson, resultDigest, sha256 } from '../protocol/digest.ts';
import { HeirloomError, type Problem } from '../protocol/errors.ts';
import { type RunRecord, runRecordSchema } from '../protocol/record.ts';
import { specSlug } from '../protocol/spec.ts';
import { requireBenchmark } from '../suite/catalog.ts';
import type { Plan, RunPlan, SamplePolicy } from './plan.ts';
import { type HeldPlan, heldPlan, isSamePair } from './plan-file.ts';
import type { SeedOutcome, SeedReport } from './planned-seed.ts';
import { assembleRecord } from './record.ts';
import { OutputFolder } from './store.ts';

/** A seed as one of the folders has it. */
interface FoundSeed {
  readonly dir: string;
  readonly record: RunRecord;
  readonly outcome: SeedOutcome;
}

/**
 * Writes the bundles of the whole run into a new folder.
 * @returns the records, and the folders of the bundles
 * @throws plan-mismatch with a problem for each fault: folders of other plans, unfinished ones, seeds that are missing, that are
 * there twice with other results, or that other code or another engine made
 */
export function mergeFolders(dirs: readonly string[], out: string, say: (line: string) => void) {
  const held = dirs.map((dir) => ({ dir, ...heldPlan(dir) }));
  const problems: Problem[] = [];
  const whole = wholePlan(held, problems);
  requireNone(problems);
  const merged = whole.runs.map((run) => mergeRun(run, held, problems));
  requireNone(problems);
  const samples = (held[0]?.samples ?? 'first') as SamplePolicy;
  const output = OutputFolder.open(out, whole, { samples, resume: false, say });
  const records = whole.runs.map((run, index) => {
    const seeds = merged[index] as FoundSeed[];
    for (const seed of seeds) output.addSeed(run, reportOf(run, seed, samples));
    const outcomes = seeds.map((seed) => reportOf(run, seed, samples).outcome);
    const record = recordOf(run, seeds, outcomes);
    output.addRecord(run, record);
    return record;
  });
  return { records, bundles: output.finish(records) };
}

function requireNone(problems: readonly Problem[]): void {
  if (problems.length === 0) return;
  throw new HeirloomError('plan-mismatch', 'These folders do not make one run:', { problems });
}

/** The runs of all folders together; of shards those of the plan that they were cut from. */
function wholePlan(held: readonly (HeldPlan & { readonly dir: string })[], problems: Problem[]): Plan {
  const [first] = held;
  if (first === undefined) throw new HeirloomError('usage', 'No folder was given; name those that heirloom run wrote.');
  const runs: RunPlan[] = [];
  for (const { dir, plan, samples } of held) {
    const fault = (message: string) => problems.push({ path: dir, message });
    if (samples !== first.samples)
      fault(`was run with --samples ${samples}, ${first.dir} with --samples ${first.samples}; expected the same`);
    const { shard } = plan;
    if ((shard === undefined) !== (first.plan.shard === undefined))
      fault(`is ${shard ? 'a shard' : 'no shard'}, unlike ${first.dir}; merge the shards first, then their runs`);
    else if (shard && canonicalJson(shard.whole) !== canonicalJson(first.plan.shard?.whole ?? []))
      fault(`is a shard of another plan than ${first.dir}: it was cut from other strategies, benchmarks or seeds`);
    for (const run of shard?.whole ?? plan.runs) {
      const index = runs.findIndex((known) => isSamePair(known, run));
      const known = runs[index];
      if (known === undefined) runs.push(run);
      else {
        const differences = differencesOf(known, run);
        if (differences.length > 0)
          fault(`has ${nameOf(run)} with another ${differences.join(', another ')} than others`);
        else runs[index] = { ...known, seeds: [...new Set([...known.seeds, ...run.seeds])].sort((a, b) => a - b) };
      }
    }
  }
  return { runs: runs.map(asPlanned), notApplicable: first.plan.notApplicable };
}

/** What of a run has to be the same in all folders, as far as it isn't. */
function differencesOf(a: RunPlan, b: RunPlan): string[] {
  const parts = ({ benchmark, engine, strategy, suite, learner }: RunPlan) => ({
    'protocol of the benchmark': [benchmark.version, suite],
    tier: benchmark.tier,
    'set of parameters': benchmark.params,
    'number of generations': benchmark.generations,
    engine,
    learner: learner?.declares ?? '',
    'version of a strategy': strategy.parts,
  });
  const [ofA, ofB] = [parts(a), parts(b)];
  return (Object.keys(ofA) as (keyof typeof ofA)[]).filter(
    (name) => canonicalJson(ofA[name]) !== canonicalJson(ofB[name]),
  );
}

/** With all seeds from the first to the last, and official where these are the tier's. */
function asPlanned(run: RunPlan): RunPlan {
  const [first = 1, last = first] = [run.seeds[0], run.seeds.at(-1)];
  const seeds = Array.from({ length: last - first + 1 }, (_, index) => first + index);
  const { card } = requireBenchmark(run.benchmark);
  return { ...run, seeds, official: differencesFromTier({ ...run.benchmark, size: 1 }, seeds, card).length === 0 };
}

const nameOf = ({ benchmark, strategy }: RunPlan): string => `${benchmark.id} ${strategy.spec}`;

/** The seeds of a run from wherever they are, in order. */
function mergeRun(
  run: RunPlan,
  held: readonly (HeldPlan & { readonly dir: string })[],
  problems: Problem[],
): FoundSeed[] {
  const found = new Map<number, FoundSeed>();
  for (const { dir, plan } of held) {
    if (!plan.runs.some((own) => isSamePair(own, run))) continue;
    const record = readRecord(dir, run, problems);
    if (record === null) continue;
    for (const [index, seed] of record.seeds.entries()) {
      const own = { dir, record, outcome: outcomeOf(record, index) };
      const other = found.get(seed);
      if (other === undefined) found.set(seed, own);
      else if (resultOf(other) !== resultOf(own))
        problems.push({
          path: dir,
          message: `has seed ${seed} of ${nameOf(run)} with another result than ${other.dir}`,
        });
    }
  }
  const seeds = run.seeds.flatMap((seed) => found.get(seed) ?? []);
  const missing = run.seeds.filter((seed) => !found.has(seed));
  if (missing.length > 0 && !problems.some(({ message }) => message.startsWith(`has not finished ${nameOf(run)}`)))
    problems.push({
      path: nameOf(run),
      message: `lacks the ${missing.length === 1 ? 'seed' : 'seeds'} ${rangesOf(missing)}; give the folders of all shards or seeds`,
    });
  requireOneMaker(run, seeds, problems);
  return seeds;
}

function readRecord(dir: string, run: RunPlan, problems: Problem[]): RunRecord | null {
  const file = join(dir, specSlug(run.strategy.spec), runPath(run.benchmark.id));
  if (!existsSync(file)) {
    problems.push({ path: dir, message: `has not finished ${nameOf(run)}; go on with its command and --resume` });
    return null;
  }
  const record = runRecordSchema.safeParse(jsonOf(readFileSync(file, 'utf8'))).data;
  if (record === undefined || resultDigest(record) !== record.resultDigest) {
    problems.push({ path: file, message: 'is no record of a run, or was changed: its digest is another' });
    return null;
  }
  return record;
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** Seeds of several codes or engines have no digest in common: they would be run again, not resumed. */
function requireOneMaker(run: RunPlan, seeds: readonly FoundSeed[], problems: Problem[]): void {
  const [first] = seeds;
  if (first === undefined) return;
  for (const [what, of] of [
    ['on another engine', ({ record }: FoundSeed) => canonicalJson(record.engine)],
    ['by other code', ({ outcome }: FoundSeed) => outcome.madeBy?.code ?? ''],
    ['of another size', ({ record }: FoundSeed) => `${record.benchmark.size}`],
    ['of other inputs', ({ record }: FoundSeed) => canonicalJson(record.learner?.inputs ?? {})],
  ] as const) {
    const other = seeds.find((seed) => of(seed) !== of(first));
    if (other)
      problems.push({
        path: other.dir,
        message: `has ${nameOf(run)} made ${what} than ${first.dir}; run it again there`,
      });
  }
}

/** What a seed found, without what differs from machine to machine. */
function resultOf({ outcome: { status, metrics, ledger } }: FoundSeed): string {
  return canonicalJson(structuredClone({ status, metrics, ledger }));
}

/** A seed of a record, as the worker reported it. */
function outcomeOf(record: RunRecord, index: number): SeedOutcome {
  const seed = record.seeds[index] as number;
  const group = record.environment.madeBy?.find(({ seeds }) => seeds.includes(seed));
  const { seeds: _, ...madeBy } = group ?? { seeds: [] };
  const { inputs, repeat } = record.learner ?? {};
  return {
    seed,
    status: record.statuses[index] as SeedOutcome['status'],
    metrics: Object.fromEntries(Object.entries(record.trajectories).map(([id, rows]) => [id, rows[index] ?? []])),
    ledger: record.ledger[index] as SeedOutcome['ledger'],
    samples: record.samples.filter((sample) => sample.seed === seed),
    durationMs: record.timings.seedDurationMs[index] ?? 0,
    ...(group && { madeBy: madeBy as NonNullable<SeedOutcome['madeBy']> }),
    benchmark: {
      size: record.benchmark.size,
      engine: record.engine,
      truth: record.truth,
      ...(inputs && { inputs }),
    },
    ...(repeat?.seed === seed && { repeat }),
  };
}

/** With the sample files that the whole run keeps. @throws check-failed where one is missing or other than its record says */
function reportOf(run: RunPlan, { dir, outcome }: FoundSeed, policy: SamplePolicy): SeedReport {
  const { seed } = outcome;
  const samples = policy === 'all' || seed === run.seeds[0] ? outcome.samples : [];
  const bundle = join(dir, specSlug(run.strategy.spec));
  const files = samples.flatMap(({ generation, path, sha256: expected }) => {
    const kind = path.endsWith('.npy') ? 'npy' : 'jsonl';
    const own = samplePath(run.benchmark.id, seed, generation, kind);
    const bytes = existsSync(join(bundle, own)) ? readFileSync(join(bundle, own)) : null;
    if (bytes === null || own !== path || sha256(bytes) !== expected)
      throw new HeirloomError(
        'check-failed',
        `${join(bundle, own)} is missing, or is not the file that its record names. Run that part again into an --out of its own.`,
      );
    const picture = picturePath(run.benchmark.id, seed, generation);
    const drawn = existsSync(join(bundle, picture))
      ? [{ path: picture, bytes: readFileSync(join(bundle, picture)) }]
      : [];
    return [{ path: own, bytes }, ...drawn];
  });
  return { outcome: { ...outcome, samples }, files: [...files, ...evidenceOf(bundle, run.benchmark.id, seed)] };
}

function evidenceOf(bundle: string, benchmark: string, seed: number): SeedReport['files'] {
  const folder = evidenceFolder(benchmark, seed);
  const names = existsSync(join(bundle, folder)) ? readdirSync(join(bundle, folder)).sort() : [];
  return names.map((name) => ({ path: `${folder}/${name}`, bytes: readFileSync(join(bundle, folder, name)) }));
}

/** Its time is from the start of the first part to the end of the last. */
function recordOf(run: RunPlan, seeds: readonly FoundSeed[], outcomes: readonly SeedOutcome[]): RunRecord {
  const spans = seeds.map(({ record: { timings } }) => {
    const start = Date.parse(timings.startedAt);
    return { start, end: start + timings.durationMs };
  });
  const start = Math.min(...spans.map((span) => span.start));
  const end = Math.max(...spans.map((span) => span.end));
  const { madeBy: _, ...environment } = (seeds[0] as FoundSeed).record.environment;
  return assembleRecord(run, outcomes, environment, new Date(start), end - start);
}

/** `3, 7 to 9`. */
function rangesOf(seeds: readonly number[]): string {
  const ranges: [number, number][] = [];
  for (const seed of seeds) {
    const last = ranges.at(-1);
    if (last && last[1] === seed - 1) last[1] = seed;
    else ranges.push([seed, seed]);
  }
  return ranges.map(([first, last]) => (first === last ? `${first}` : `${first} to ${last}`)).join(', ');
}
