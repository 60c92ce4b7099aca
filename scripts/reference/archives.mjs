/**
 * The reference results that the repository carries: what there should be, by the catalogs, and what there is. Imports
 * TypeScript: to be loaded after tsx is registered.
 */
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { draftSubmission } from '../../benchmarks/bundle/draft.ts';
import { placeOf, runPath, SUBMISSION_PATH } from '../../benchmarks/bundle/layout.ts';
import { openBundle } from '../../benchmarks/bundle/open-bundle.ts';
import { PURE_ENGINE } from '../../benchmarks/protocol/engine.ts';
import { ENGINE_VERSIONS } from '../../benchmarks/protocol/engine-versions.ts';
import { planRuns } from '../../benchmarks/runner/plan.ts';
import { STRATEGIES } from '../../benchmarks/strategies/catalog.ts';
import { BENCHMARKS, requireBenchmark } from '../../benchmarks/suite/catalog.ts';
import { firstSuiteOf } from '../../benchmarks/suite/manifests.ts';
import { inRoot } from '../support/root.mjs';

export const TIER = 'standard';
export const FOLDER = inRoot('reference');
export const DIGESTS = path.join(FOLDER, 'digests.json');
/** All archives together: a clone has to stay quick. */
export const MAX_BYTES = 40e6;

export const STRATEGY_IDS = STRATEGIES.map(({ card }) => card.id);
export const BENCHMARK_IDS = BENCHMARKS.map(({ card }) => card.id);

/** @param {string} id a strategy */
export const archiveOf = (id) => path.join(FOLDER, `${TIER}-${id}.tar.gz`);

/** The runs that a strategy's archive must hold. @param {string} id */
export const plannedRuns = (id) => planRuns({ benchmarks: BENCHMARK_IDS, strategies: [id], tier: TIER }).runs;

/** The records of a strategy's archive; none where there is no archive. @param {string} id */
export async function readRecords(id) {
  if (!existsSync(archiveOf(id))) return [];
  const bundle = await openBundle(archiveOf(id));
  try {
    const runs = bundle.files.filter((file) => file.path.startsWith('runs/'));
    const texts = await Promise.all(runs.map((file) => bundle.read(file.path)));
    return texts.map((text) => JSON.parse(text.toString('utf8')));
  } finally {
    await bundle.close();
  }
}

/**
 * Copies the runs of an archive, with their samples, into a bundle's folder: those of the benchmarks given.
 * @param {string} id a strategy @param {readonly string[]} benchmarks @param {string} folder
 */
export async function copyRuns(id, benchmarks, folder) {
  if (benchmarks.length === 0) return;
  const bundle = await openBundle(archiveOf(id));
  try {
    for (const { path: file } of bundle.files) {
      const place = placeOf(file);
      if (place === null || !benchmarks.includes(place.benchmark)) continue;
      mkdirSync(path.join(folder, path.dirname(file)), { recursive: true });
      writeFileSync(path.join(folder, file), await bundle.read(file));
    }
  } finally {
    await bundle.close();
  }
}

/** Removes the pictures that people look at: they can be drawn from the sample files, and the repository has to stay small. */
export function removePictures(folder) {
  for (const name of readdirSync(folder, { recursive: true }).map(String)) {
    if (name.endsWith('.png')) rmSync(path.join(folder, name));
  }
}

/** Writes the draft of a bundle that holds these runs, in the order of the catalog. */
export function writeDraft(folder) {
  const records = BENCHMARK_IDS.map((id) => path.join(folder, runPath(id)))
    .filter((file) => existsSync(file))
    .map((file) => JSON.parse(readFileSync(file, 'utf8')));
  const [{ strategy, benchmark }] = records;
  const suite = firstSuiteOf(records.map((record) => requireBenchmark(record.benchmark.id).card));
  const draft = draftSubmission({ suite, tier: benchmark.tier, spec: strategy.spec, runs: records });
  writeFileSync(path.join(folder, SUBMISSION_PATH), `${JSON.stringify(draft, null, 2)}\n`);
}

/** Whether a record is of a plan: same suite, benchmark, versions, parameters, generations, engine and seeds. */
export function isOf(plan, { suite, benchmark, official, engine, strategy, regime, seeds }) {
  const { size: _, ...settings } = benchmark;
  const ran = { suite, benchmark: settings, official, engine: engine.id, strategy, regime, seeds };
  return isDeepStrictEqual(ran, plan) && isCurrent(engine);
}

/** Whether an engine of a record is this checkout's, by its version. */
const isCurrent = ({ id, version }) => version === (id === PURE_ENGINE.id ? PURE_ENGINE.version : ENGINE_VERSIONS[id]);

/** The benchmarks of which an archive's records have no run as it is planned today. */
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

/** @returns {number} bytes of all archives */
export function totalBytes() {
  const names = readdirSync(FOLDER).filter((name) => name.endsWith('.tar.gz'));
  return names.reduce((total, name) => total + statSync(path.join(FOLDER, name)).size, 0);
}

export const readDigests = () => JSON.parse(readFileSync(DIGESTS, 'utf8'));
