/**
 * `npm run reference`: makes the reference results that the repository carries. Every built-in strategy with its default
 * parameters runs at the standard tier on all benchmarks of suite 0.2, and is kept as a light result, `reference/<strategy>/runs/…`;
 * of suite 0.3 doses and the settings of papers as well (`specs.ts`). Results that are there and up to date stay. Goes on where it was interrupted. To be repeated when a benchmark, a strategy or a
 * version of one is new; the same code gives the same digests (reference/digests.json), while records also hold times and the
 * machine, which differ.
 *
 * `-- NAME…` only these specifications and benchmarks, `--suite 0.3` those of another suite, which are kept in a folder of its own,
 * `--all` makes everything anew, `--from BUNDLE…` keeps the runs of whole bundles that `heirloom run` wrote,
 * `--samples [NAME…]` makes the sample files again that light results leave out.
 */
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { openBundle } from '#benchmarks/bundle/open-bundle.ts';
import { REFERENCE_SETS, type ReferenceSet } from '#benchmarks/bundle/reference-sets.ts';
import type { RunRecord } from '#benchmarks/protocol/record.ts';
import { specSlug } from '#benchmarks/protocol/spec.ts';
import { requireStrategy } from '#benchmarks/strategies/catalog.ts';
import { benchmarkName } from '#benchmarks/suite/catalog.ts';
import { completeDraft } from '../../scripts/start/bundles.mjs';
import { heirloom } from '../../scripts/support/heirloom.mjs';
import { inRoot } from '../../scripts/support/root.mjs';
import { SetupError, say, step } from '../../scripts/support/steps.mjs';
import { runOrResume } from '../support/run-or-resume.ts';
import { stopWithChildren } from '../support/stop-with-children.ts';
import { type ReferenceRequest, readReferenceRequest } from './options.ts';
import {
  bundleBytes,
  bundleOf,
  DIGESTS,
  FOLDER,
  isOf,
  keepResults,
  keptBundles,
  listDigests,
  MAX_BUNDLE_BYTES,
  MAX_BYTES,
  madeRecord,
  outdatedRuns,
  plannedRuns,
  readRecords,
  setBytes,
  TIER,
  writeDraft,
} from './results.ts';
import { settingsOf, specsOf, strategyOf } from './specs.ts';

const WORK = inRoot('artifacts', 'reference');
/** Exit code of the command line for a bundle that does not pass. */
const REFUSED = 4;
const SAMPLES = inRoot('artifacts', 'reference-samples');

/** @throws SetupError for what is none of the arguments above */
export async function main(args: readonly string[]): Promise<void> {
  const request = readReferenceRequest(args);
  stopWithChildren();
  mkdirSync(FOLDER, { recursive: true });
  if (request.action === 'samples') return makeSamples(request);
  const made = request.action === 'keep' ? await keepBundles(request) : await makeMissing(request);
  writeFileSync(DIGESTS, `${JSON.stringify(await listDigests(), null, 2)}\n`);
  if (made.length > 0) await step('Check', () => checkBundles(made));
  requireSmall();
}

type RequestOf<Action extends ReferenceRequest['action']> = Extract<ReferenceRequest, { readonly action: Action }>;

/** @returns the bundles that it wrote, as folders */
async function makeMissing({ set, specs, benchmarks, redo }: RequestOf<'make'>): Promise<string[]> {
  const made: string[] = [];
  const work = path.join(WORK, set.suite);
  for (const spec of specs) {
    const outdated = outdatedRuns(plannedRuns(spec, set, benchmarks), redo ? [] : await readRecords(spec, set));
    if (outdated.length === 0) {
      say(`▸ ${spec}\n  up to date`);
      continue;
    }
    const names = outdated.map(({ benchmark }) => benchmarkName(benchmark));
    // What is up to date stays: every record says itself which commit it was made by.
    await step(`${spec}: ${names.join(', ')} missing or outdated`, async () => {
      const out = path.join(work, specSlug(spec));
      await runOrResume([...names, '--strategy', spec, '--tier', TIER], out);
      const bundle = await openBundle(path.join(out, specSlug(spec)));
      await keepResults(
        spec,
        set,
        bundle,
        outdated.map(({ benchmark }) => benchmark.id),
      );
      return finishBundle(spec, set);
    });
    made.push(bundleOf(spec, set));
  }
  // Kept only to go on after an interruption: the next time everything is to be run by the code as it is then.
  rmSync(work, { recursive: true, force: true });
  return made;
}

/** Keeps what other bundles hold, of today's plans. @returns the bundles that it wrote, as folders */
async function keepBundles({ bundles, set }: RequestOf<'keep'>): Promise<string[]> {
  const made = new Set<string>();
  for (const place of bundles) {
    await step(place, async () => {
      const bundle = await openBundle(place);
      try {
        const runs = bundle.files.map((file) => file.path).filter((file) => /^runs\/[^/]+\.json$/.test(file));
        const records = await Promise.all(
          runs.map(async (file): Promise<RunRecord> => JSON.parse((await bundle.read(file)).toString('utf8'))),
        );
        const spec = records[0]?.strategy.spec ?? '';
        if (!specsOf(set).some((own) => own.spec === spec))
          throw new SetupError(
            `${place} has ${spec === '' ? 'no runs' : `runs of ${spec}`}; expected some of what suite ${set.suite} keeps results of (tools/reference/specs.ts).`,
          );
        const plans = plannedRuns(spec, set);
        const planned = records.filter((record) => plans.some((plan) => isOf(plan, record)));
        if (planned.length === 0)
          throw new SetupError(
            `${place} has no run as suite ${set.suite} plans it at the ${TIER} tier; --suite names another suite.`,
          );
        await keepResults(
          spec,
          set,
          bundle,
          planned.map(({ benchmark }) => benchmark.id),
        );
        made.add(bundleOf(spec, set));
        return finishBundle(spec, set);
      } finally {
        await bundle.close();
      }
    });
  }
  return [...made];
}

/** Writes what a bundle's records don't say. */
async function finishBundle(spec: string, set: ReferenceSet): Promise<string> {
  const { card } = requireStrategy(strategyOf(spec));
  const settings = settingsOf(spec).replaceAll(',', ', ');
  await writeDraft(spec, set);
  completeDraft(bundleOf(spec, set), {
    title: settings === '' ? card.name : `${card.name}: ${settings}`,
    description: `${card.summary}.`,
  });
  return `${Math.round(bundleBytes(spec, set) / 1000)} kB`;
}

/** By a process of its own, which reads the digests as they are now. Those that stayed as they were are the tests' to check. */
async function checkBundles(bundles: readonly string[]): Promise<string> {
  for (const bundle of bundles) {
    const { code, stdout } = await heirloom(['check', bundle], { stdout: 'pipe', allowed: [0, REFUSED] });
    if (code === REFUSED) throw new SetupError(stdout);
  }
  return `${bundles.length} bundles pass`;
}

function requireSmall(): void {
  const kept = keptBundles();
  const megabytes = (bytes: number): string => (bytes / 1e6).toFixed(1);
  for (const set of REFERENCE_SETS) {
    const bytes = setBytes(set);
    const count = kept.filter((own) => own.set === set).length;
    say(`\nSuite ${set.suite}: ${count} bundles, ${megabytes(bytes)} MB.`);
    if (bytes > MAX_BYTES[set.suite])
      throw new SetupError(
        `Those of suite ${set.suite} have ${megabytes(bytes)} MB together; at most ${megabytes(MAX_BYTES[set.suite])} MB may be kept.`,
      );
  }
  const large = kept.filter(({ spec, set }) => bundleBytes(spec, set) > MAX_BUNDLE_BYTES);
  if (large.length > 0)
    throw new SetupError(
      `Larger than ${megabytes(MAX_BUNDLE_BYTES)} MB: ${large.map(({ spec, set }) => `${spec} of ${set.suite}`).join(', ')}. A clone has to stay quick.`,
    );
}

/** Runs again, with their samples, and sees that the same comes out. */
async function makeSamples({ chosen }: RequestOf<'samples'>): Promise<void> {
  for (const { set, specs, benchmarks } of chosen) {
    for (const spec of specs) {
      for (const record of await readRecords(spec, set)) {
        const name = benchmarkName(record.benchmark);
        if (benchmarks.includes(name)) await step(`${spec} on ${name}`, () => makeSamplesOf(spec, name, record));
      }
    }
  }
}

async function makeSamplesOf(spec: string, name: string, record: RunRecord): Promise<string> {
  const out = path.join(SAMPLES, specSlug(spec), name);
  await runOrResume([name, '--strategy', spec, '--tier', TIER], out);
  const made = madeRecord(path.join(out, specSlug(spec)), record.benchmark.id);
  if (made.resultDigest !== record.resultDigest)
    throw new SetupError(
      `The run gives ${made.resultDigest}; the reference result has ${record.resultDigest}. Another version of a network's engine, or other code, gives other samples.`,
    );
  return `${record.samples.length} sample files in ${path.relative(inRoot(), path.join(out, specSlug(spec)))}`;
}
