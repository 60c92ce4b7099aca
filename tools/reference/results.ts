/**
 * The reference results that the repository carries: what there should be, by the table of specifications, and what there is. A
 * specification's folder is a bundle whose records are light (docs/light-results.md). Where nothing says which suite's, they are
 * those of the first set, with which a site begins.
 */
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { draftSubmission } from '#benchmarks/bundle/draft.ts';
import { Findings } from '#benchmarks/bundle/findings.ts';
import { lightPath, placeOf, runPath, SUBMISSION_PATH } from '#benchmarks/bundle/layout.ts';
import { cutExcerpts } from '#benchmarks/bundle/light/excerpts.ts';
import { type LightResult, readLight } from '#benchmarks/bundle/light/read-light.ts';
import { writeLight } from '#benchmarks/bundle/light/write-light.ts';
import { REFERENCE_SETS, type ReferenceSet } from '#benchmarks/bundle/reference-sets.ts';
import type { BundleSource } from '#benchmarks/bundle/source.ts';
import { sha256 } from '#benchmarks/protocol/digest.ts';
import { PURE_ENGINE } from '#benchmarks/protocol/engine.ts';
import { ENGINE_VERSIONS } from '#benchmarks/protocol/engine-versions.ts';
import type { Engine, RunRecord } from '#benchmarks/protocol/record.ts';
import { specSlug } from '#benchmarks/protocol/spec.ts';
import { planRuns, type RunPlan } from '#benchmarks/runner/plan.ts';
import { benchmarkName, benchmarksOf, requireBenchmark } from '#benchmarks/suite/catalog.ts';
import { firstSuiteOf } from '#benchmarks/suite/manifests.ts';
import { inRoot } from '../../scripts/support/root.mjs';
import { specsOf, strategyOf } from './specs.ts';

type Suite = (typeof REFERENCE_SETS)[number]['suite'];

export const TIER = 'standard';
export const FOLDER = inRoot('reference');
export const DIGESTS = path.join(FOLDER, 'digests.json');
/** A clone has to stay quick: bytes of all results of a suite, of one on average, and of a specification's bundle. */
export const MAX_BYTES = { '0.2': 12e6, '0.3': 24e6, '0.4': 6e6 } as const satisfies Record<Suite, number>;
export const MAX_PAIR_BYTES = 100e3;
export const MAX_BUNDLE_BYTES = 0.9e6;

/** The set that sites begin with. */
export const FIRST_SET = REFERENCE_SETS[0];

/** The cards of the benchmarks of which a set is to have results, in the suite's order: those that no earlier set has. */
function cardsOf({ suite }: ReferenceSet) {
  const before = REFERENCE_SETS.slice(
    0,
    REFERENCE_SETS.findIndex((set) => set.suite === suite),
  ).flatMap((set) => benchmarksOf(set.suite));
  return benchmarksOf(suite).filter((card) => !before.includes(card));
}

/** A set's benchmarks by the names that commands take, `gaussian@2`. */
export const benchmarkNames = (set: ReferenceSet): string[] => cardsOf(set).map(benchmarkName);

/** The bundle of a specification, in a folder that is named as `heirloom run` names it. */
export const bundleOf = (spec: string, { folder }: ReferenceSet = FIRST_SET): string => inRoot(folder, specSlug(spec));

/** The specifications that have results. One that is new has none until a maintainer has made them; `npm run artefacts` says so. */
export const keptSpecs = (set: ReferenceSet = FIRST_SET): string[] =>
  specsOf(set)
    .map(({ spec }) => spec)
    .filter((spec) => existsSync(bundleOf(spec, set)));

/** Every specification that has results, in every set. */
export const keptBundles = (): { readonly spec: string; readonly set: (typeof REFERENCE_SETS)[number] }[] =>
  REFERENCE_SETS.flatMap((set) => keptSpecs(set).map((spec) => ({ spec, set })));

/** The files of a specification's light results. */
export function resultFiles(
  spec: string,
  set: ReferenceSet = FIRST_SET,
): { readonly benchmark: string; readonly file: string }[] {
  const runs = path.join(bundleOf(spec, set), 'runs');
  if (!existsSync(runs)) return [];
  return readdirSync(runs)
    .sort()
    .flatMap((name) => {
      const place = placeOf(`runs/${name}`);
      return place?.kind === 'run' && place.isLight
        ? [{ benchmark: place.benchmark, file: path.join(runs, name) }]
        : [];
    });
}

/** A light result that is kept: its record passed the check before it came here, and a test holds that it still does. */
export interface KeptResult extends Omit<LightResult, 'record'> {
  readonly record: RunRecord;
}

/** @throws Error where a file can't be read, with what is wrong in it */
export function readResult(file: string): KeptResult {
  const findings = new Findings();
  const result = readLight(readFileSync(file), file, findings);
  if (result === null)
    throw new Error(findings.problems.map((problem) => `${problem.path}: ${problem.message}`).join('\n'));
  return result as unknown as KeptResult;
}

/** The records of a specification's results; none where there are none. */
export async function readRecords(spec: string, set: ReferenceSet = FIRST_SET): Promise<RunRecord[]> {
  return resultFiles(spec, set).map(({ file }) => readResult(file).record);
}

/** The record of a specification on a benchmark, by its id. @throws Error where there is none */
export async function readRecord(spec: string, benchmark: string, set: ReferenceSet = FIRST_SET): Promise<RunRecord> {
  const found = resultFiles(spec, set).find((result) => result.benchmark === benchmark);
  if (found === undefined)
    throw new Error(
      `There is no reference result of ${spec} on ${benchmark}; npm run reference -- --suite ${set.suite} makes it.`,
    );
  return readResult(found.file).record;
}

/** The runs of which a specification must have results, of some benchmarks by name or of all. */
export function plannedRuns(
  spec: string,
  set: ReferenceSet = FIRST_SET,
  names: readonly string[] = benchmarkNames(set),
): readonly RunPlan[] {
  const networks = specsOf(set).find((own) => own.spec === spec)?.networks ?? true;
  const benchmarks = cardsOf(set)
    .filter(({ engine }) => networks || engine === 'js')
    .map(benchmarkName)
    .filter((name) => names.includes(name));
  return benchmarks.length === 0 ? [] : planRuns({ benchmarks, strategies: [spec], tier: TIER }).runs;
}

/**
 * Writes a run of a whole bundle as a specification's light result of that benchmark; one that was there before goes.
 * @param read gives a file of the bundle
 */
async function keepResult(
  spec: string,
  set: ReferenceSet,
  record: RunRecord,
  read: BundleSource['read'],
): Promise<void> {
  const bytes = writeLight(record, await cutExcerpts(record, read));
  const target = path.join(bundleOf(spec, set), lightPath(record.benchmark, sha256(bytes)));
  mkdirSync(path.dirname(target), { recursive: true });
  for (const { benchmark, file } of resultFiles(spec, set)) if (benchmark === record.benchmark.id) rmSync(file);
  writeFileSync(target, bytes);
}

/** Keeps the runs of a whole bundle, of those benchmarks, by their ids. */
export async function keepResults(
  spec: string,
  set: ReferenceSet,
  bundle: BundleSource,
  benchmarks: readonly string[],
): Promise<void> {
  for (const benchmark of benchmarks)
    await keepResult(spec, set, JSON.parse((await bundle.read(runPath(benchmark))).toString('utf8')), bundle.read);
}

/** The record of a whole bundle's folder. */
export const madeRecord = (folder: string, benchmark: string): RunRecord =>
  JSON.parse(readFileSync(path.join(folder, runPath(benchmark)), 'utf8'));

/** Writes the draft of a specification's bundle, of the results that it has, in the order of the suite. */
export async function writeDraft(spec: string, set: ReferenceSet): Promise<void> {
  const found = await readRecords(spec, set);
  const records = cardsOf(set).flatMap((card) => found.filter((record) => record.benchmark.id === card.id));
  const [first] = records;
  if (first === undefined) throw new Error(`There are no results of ${spec} to draft a submission of.`);
  const { benchmark } = first;
  const suite = firstSuiteOf(records.map((record) => requireBenchmark(record.benchmark).card));
  const draft = draftSubmission({ suite, tier: benchmark.tier, spec, runs: records });
  writeFileSync(path.join(bundleOf(spec, set), SUBMISSION_PATH), `${JSON.stringify(draft, null, 2)}\n`);
}

/** Whether a record is of a plan: same suite, benchmark, versions, parameters, generations, engine and seeds. */
export function isOf(
  plan: RunPlan,
  { suite, benchmark, official, engine, strategy, regime, seeds }: RunRecord,
): boolean {
  const { size: _, ...settings } = benchmark;
  const ran = { suite, benchmark: settings, official, engine: engine.id, strategy, regime, seeds };
  return isDeepStrictEqual(ran, plan) && isCurrent(engine);
}

/** Whether an engine of a record is this checkout's, by its version. */
const isCurrent = ({ id, version }: Engine): boolean =>
  version === (id === PURE_ENGINE.id ? PURE_ENGINE.version : new Map(Object.entries(ENGINE_VERSIONS)).get(id));

/** The plans of which these records have no run as it is planned today. */
export function outdatedRuns(plans: readonly RunPlan[], records: readonly RunRecord[]): RunPlan[] {
  return plans.filter((plan) => !records.some((record) => isOf(plan, record)));
}

/** What is kept of a run in `reference/digests.json`. */
export interface Listed {
  /** `id@version`, as that of the benchmark. */
  readonly strategy: string;
  /** The specification, where it is not the id alone. */
  readonly spec?: string;
  readonly benchmark: string;
  readonly tier: string;
  /** Id and version. */
  readonly engine: string;
  readonly resultDigest: string;
  /** How many. */
  readonly seeds: number;
  readonly durationMs: number;
  readonly commit: string | null;
}

/** What was run, set by set in the order of the catalogs: what CI re-executes a slice of. */
export async function listDigests(): Promise<Listed[]> {
  const entries: Listed[] = [];
  for (const { spec, set } of keptBundles()) {
    const id = strategyOf(spec);
    const records = await readRecords(spec, set);
    for (const card of cardsOf(set)) {
      const record = records.find(({ benchmark }) => benchmark.id === card.id && benchmark.version === card.version);
      if (!record) continue;
      const { resultDigest, seeds, timings, environment, engine } = record;
      entries.push({
        strategy: `${id}@${record.strategy.parts[0]?.version}`,
        ...(spec === id ? {} : { spec }),
        benchmark: `${card.id}@${card.version}`,
        tier: record.benchmark.tier,
        engine: `${engine.id} ${engine.version}`,
        resultDigest,
        seeds: seeds.length,
        durationMs: timings.durationMs,
        commit: environment.commit,
      });
    }
  }
  return entries;
}

/** Bytes of a specification's bundle. */
export function bundleBytes(spec: string, set: ReferenceSet = FIRST_SET): number {
  const results = resultFiles(spec, set).reduce((total, { file }) => total + statSync(file).size, 0);
  return results + statSync(path.join(bundleOf(spec, set), SUBMISSION_PATH)).size;
}

/** Bytes of all bundles of a set. */
export const setBytes = (set: ReferenceSet): number =>
  keptSpecs(set).reduce((total, spec) => total + bundleBytes(spec, set), 0);

export const readDigests = (): Listed[] => JSON.parse(readFileSync(DIGESTS, 'utf8'));
