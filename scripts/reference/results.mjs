/**
 * The reference results that the repository carries: what there should be, by the catalogs, and what there is. A strategy's
 * folder is a bundle whose records are light (docs/light-results.md). Imports TypeScript: to be loaded after tsx is registered.
 */
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { draftSubmission } from '../../benchmarks/bundle/draft.ts';
import { Findings } from '../../benchmarks/bundle/findings.ts';
import { lightPath, placeOf, runPath, SUBMISSION_PATH } from '../../benchmarks/bundle/layout.ts';
import { cutExcerpts } from '../../benchmarks/bundle/light/excerpts.ts';
import { readLight } from '../../benchmarks/bundle/light/read-light.ts';
import { writeLight } from '../../benchmarks/bundle/light/write-light.ts';
import { sha256 } from '../../benchmarks/protocol/digest.ts';
import { PURE_ENGINE } from '../../benchmarks/protocol/engine.ts';
import { ENGINE_VERSIONS } from '../../benchmarks/protocol/engine-versions.ts';
import { planRuns } from '../../benchmarks/runner/plan.ts';
import { STRATEGIES } from '../../benchmarks/strategies/catalog.ts';
import { BENCHMARKS, requireBenchmark } from '../../benchmarks/suite/catalog.ts';
import { firstSuiteOf, isReleased } from '../../benchmarks/suite/manifests.ts';
import { inRoot } from '../support/root.mjs';

export const TIER = 'standard';
export const FOLDER = inRoot('reference');
export const DIGESTS = path.join(FOLDER, 'digests.json');
/** A clone has to stay quick: bytes of all results, of one on average, and of a strategy's. */
export const MAX_BYTES = 12e6;
export const MAX_PAIR_BYTES = 100e3;
export const MAX_STRATEGY_BYTES = 0.9e6;

export const STRATEGY_IDS = STRATEGIES.map(({ card }) => card.id);
export const BENCHMARK_IDS = BENCHMARKS.map(({ card }) => card.id);

/** The bundle of a strategy. @param {string} id */
export const bundleOf = (id) => path.join(FOLDER, id);

/** The strategies that have results. One that is new has none until a maintainer has made them; `npm run artefacts` says so. */
export const keptIds = () => STRATEGY_IDS.filter((id) => existsSync(bundleOf(id)));

/** The benchmarks that have results: all of released suites, and of the open one those of which some have been made. */
export function keptBenchmarks() {
  const made = new Set(keptIds().flatMap((id) => resultFiles(id).map(({ benchmark }) => benchmark)));
  return BENCHMARKS.filter(({ card }) => isReleased(card) || made.has(card.id)).map(({ card }) => card.id);
}

/** The files of a strategy's light results. @param {string} id @returns {{ benchmark: string, file: string }[]} */
export function resultFiles(id) {
  const runs = path.join(bundleOf(id), 'runs');
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

/** @param {string} file @returns {import('../../benchmarks/bundle/light/read-light.ts').LightResult} */
export function readResult(file) {
  const findings = new Findings();
  const result = readLight(readFileSync(file), file, findings);
  if (result === null)
    throw new Error(findings.problems.map((problem) => `${problem.path}: ${problem.message}`).join('\n'));
  return result;
}

/**
 * The records of a strategy's results; none where there are none.
 * @param {string} id @returns {Promise<any[]>}
 */
export async function readRecords(id) {
  return resultFiles(id).map(({ file }) => readResult(file).record);
}

/** The runs of which a strategy must have results. @param {string} id */
export const plannedRuns = (id) => planRuns({ benchmarks: BENCHMARK_IDS, strategies: [id], tier: TIER }).runs;

/**
 * Writes a run of a whole bundle as a strategy's light result of that benchmark; one that was there before goes.
 * @param {string} id @param {any} record @param {(path: string) => Promise<Buffer>} read gives a file of the bundle
 */
export async function keepResult(id, record, read) {
  const bytes = writeLight(record, await cutExcerpts(record, read));
  const target = path.join(bundleOf(id), lightPath(record.benchmark, sha256(bytes)));
  mkdirSync(path.dirname(target), { recursive: true });
  for (const { benchmark, file } of resultFiles(id)) if (benchmark === record.benchmark.id) rmSync(file);
  writeFileSync(target, bytes);
}

/** Keeps the runs of a whole bundle, of those benchmarks. @param {import('../../benchmarks/bundle/source.ts').BundleSource} bundle @param {readonly string[]} benchmarks */
export async function keepResults(id, bundle, benchmarks) {
  for (const benchmark of benchmarks)
    await keepResult(id, JSON.parse((await bundle.read(runPath(benchmark))).toString('utf8')), bundle.read);
}

/** The record of a whole bundle's folder. @param {string} folder @param {string} benchmark */
export const madeRecord = (folder, benchmark) =>
  JSON.parse(readFileSync(path.join(folder, runPath(benchmark)), 'utf8'));

/** Writes the draft of a strategy's bundle, of the results that it has, in the order of the catalog. @param {string} id */
export async function writeDraft(id) {
  const found = await readRecords(id);
  const records = BENCHMARK_IDS.flatMap((benchmark) => found.filter((record) => record.benchmark.id === benchmark));
  const [{ strategy, benchmark }] = records;
  const suite = firstSuiteOf(records.map((record) => requireBenchmark(record.benchmark.id).card));
  const draft = draftSubmission({ suite, tier: benchmark.tier, spec: strategy.spec, runs: records });
  writeFileSync(path.join(bundleOf(id), SUBMISSION_PATH), `${JSON.stringify(draft, null, 2)}\n`);
}

/** Whether a record is of a plan: same suite, benchmark, versions, parameters, generations, engine and seeds. */
export function isOf(plan, { suite, benchmark, official, engine, strategy, regime, seeds }) {
  const { size: _, ...settings } = benchmark;
  const ran = { suite, benchmark: settings, official, engine: engine.id, strategy, regime, seeds };
  return isDeepStrictEqual(ran, plan) && isCurrent(engine);
}

/** Whether an engine of a record is this checkout's, by its version. */
const isCurrent = ({ id, version }) => version === (id === PURE_ENGINE.id ? PURE_ENGINE.version : ENGINE_VERSIONS[id]);

/** The benchmarks of which these records have no run as it is planned today. */
export function outdatedBenchmarks(plans, records) {
  return plans.filter((plan) => !records.some((record) => isOf(plan, record))).map(({ benchmark }) => benchmark.id);
}

/** What was run, in the order of the catalogs: what CI re-executes a slice of. */
export async function listDigests() {
  const entries = [];
  for (const strategy of STRATEGY_IDS) {
    const records = await readRecords(strategy);
    for (const benchmark of BENCHMARK_IDS) {
      const record = records.find((candidate) => candidate.benchmark.id === benchmark);
      if (!record) continue;
      const { resultDigest, seeds, timings, environment, engine } = record;
      entries.push({
        strategy: `${strategy}@${record.strategy.parts[0].version}`,
        benchmark: `${benchmark}@${record.benchmark.version}`,
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

/** Bytes of a strategy's bundle. @param {string} id */
export function strategyBytes(id) {
  const results = resultFiles(id).reduce((total, { file }) => total + statSync(file).size, 0);
  return results + statSync(path.join(bundleOf(id), SUBMISSION_PATH)).size;
}

/** Bytes of all bundles. */
export const totalBytes = () => keptIds().reduce((total, id) => total + strategyBytes(id), 0);

export const readDigests = () => JSON.parse(readFileSync(DIGESTS, 'utf8'));
