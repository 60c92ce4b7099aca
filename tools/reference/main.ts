/**
 * `npm run reference`: makes the reference results that the repository carries. Every built-in strategy with its default
 * parameters runs at the standard tier on all benchmarks of suite 0.2, and is kept as a light result, `reference/<strategy>/runs/…`;
 * results that are there and up to date stay. Goes on where it was interrupted. To be repeated when a benchmark, a strategy or a
 * version of one is new; the same code gives the same digests (reference/digests.json), while records also hold times and the
 * machine, which differ.
 *
 * `-- NAME…` only these strategies and benchmarks, `--suite 0.3` those of another suite, which are kept in a folder of its own,
 * `--all` makes everything anew, `--from BUNDLE…` keeps the runs of whole bundles that `heirloom run` wrote,
 * `--samples [NAME…]` makes the sample files again that light results leave out.
 */
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { openBundle } from '#benchmarks/bundle/open-bundle.ts';
import type { ReferenceSet } from '#benchmarks/bundle/reference-sets.ts';
import type { RunRecord } from '#benchmarks/protocol/record.ts';
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
  bundleOf,
  DIGESTS,
  FOLDER,
  isOf,
  keepResults,
  keptBundles,
  listDigests,
  MAX_BYTES,
  MAX_STRATEGY_BYTES,
  madeRecord,
  outdatedRuns,
  plannedRuns,
  readRecords,
  STRATEGY_IDS,
  strategyBytes,
  TIER,
  totalBytes,
  writeDraft,
} from './results.ts';

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
async function makeMissing({ set, strategies, benchmarks, redo }: RequestOf<'make'>): Promise<string[]> {
  const made: string[] = [];
  const work = path.join(WORK, set.suite);
  for (const id of strategies) {
    const outdated = outdatedRuns(plannedRuns(id, set, benchmarks), redo ? [] : await readRecords(id, set));
    if (outdated.length === 0) {
      say(`▸ ${id}\n  up to date`);
      continue;
    }
    const names = outdated.map(({ benchmark }) => benchmarkName(benchmark));
    // What is up to date stays: every record says itself which commit it was made by.
    await step(`${id}: ${names.join(', ')} missing or outdated`, async () => {
      const out = path.join(work, id);
      await runOrResume([...names, '--strategy', id, '--tier', TIER], out);
      const bundle = await openBundle(path.join(out, id));
      await keepResults(
        id,
        set,
        bundle,
        outdated.map(({ benchmark }) => benchmark.id),
      );
      return finishBundle(id, set);
    });
    made.push(bundleOf(id, set));
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
        if (!STRATEGY_IDS.includes(spec))
          throw new SetupError(
            `${place} has ${spec === '' ? 'no runs' : `runs of ${spec}`}; expected some of a built-in strategy with its default parameters.`,
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
async function finishBundle(id: string, set: ReferenceSet): Promise<string> {
  const { card } = requireStrategy(id);
  await writeDraft(id, set);
  completeDraft(bundleOf(id, set), { title: card.name, description: `${card.summary}.` });
  return `${Math.round(strategyBytes(id, set) / 1000)} kB`;
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
  const bytes = totalBytes();
  say(`\n${keptBundles().length} bundles, ${(bytes / 1e6).toFixed(1)} MB.`);
  const large = keptBundles().filter(({ id, set }) => strategyBytes(id, set) > MAX_STRATEGY_BYTES);
  if (large.length > 0)
    throw new SetupError(
      `Larger than ${MAX_STRATEGY_BYTES / 1e6} MB: ${large.map(({ id, set }) => `${id} of ${set.suite}`).join(', ')}. A clone has to stay quick.`,
    );
  if (bytes > MAX_BYTES)
    throw new SetupError(
      `They have ${(bytes / 1e6).toFixed(1)} MB together; at most ${MAX_BYTES / 1e6} MB may be kept.`,
    );
}

/** Runs again, with their samples, and sees that the same comes out. */
async function makeSamples({ chosen }: RequestOf<'samples'>): Promise<void> {
  for (const { set, strategies, benchmarks } of chosen) {
    for (const id of strategies) {
      for (const record of await readRecords(id, set)) {
        const name = benchmarkName(record.benchmark);
        if (benchmarks.includes(name)) await step(`${id} on ${name}`, () => makeSamplesOf(id, name, record));
      }
    }
  }
}

async function makeSamplesOf(id: string, name: string, record: RunRecord): Promise<string> {
  const out = path.join(SAMPLES, id, name);
  await runOrResume([name, '--strategy', id, '--tier', TIER], out);
  const made = madeRecord(path.join(out, id), record.benchmark.id);
  if (made.resultDigest !== record.resultDigest)
    throw new SetupError(
      `The run gives ${made.resultDigest}; the reference result has ${record.resultDigest}. Another version of a network's engine, or other code, gives other samples.`,
    );
  return `${record.samples.length} sample files in ${path.relative(inRoot(), path.join(out, id))}`;
}
