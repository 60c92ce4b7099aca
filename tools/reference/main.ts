/**
 * `npm run reference`: makes the reference results that the repository carries. Every built-in strategy with its default
 * parameters runs at the standard tier on all benchmarks, and is kept as a light result, `reference/<strategy>/runs/…`; results
 * that are there and up to date stay. Goes on where it was interrupted. To be repeated when a benchmark, a strategy or a
 * version of one is new; the same code gives the same digests (reference/digests.json), while records also hold times and the
 * machine, which differ.
 *
 * `-- STRATEGY…` only these strategies, `--all` makes everything anew, `--from BUNDLE…` keeps the runs of whole bundles that
 * `heirloom run` wrote, `--samples [STRATEGY… BENCHMARK…]` makes the sample files again that light results leave out.
 */
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { runPath } from '#benchmarks/bundle/layout.ts';
import { openBundle } from '#benchmarks/bundle/open-bundle.ts';
import type { RunRecord } from '#benchmarks/protocol/record.ts';
import { requireStrategy } from '#benchmarks/strategies/catalog.ts';
import { completeDraft } from '../../scripts/start/bundles.mjs';
import { heirloom, USAGE } from '../../scripts/support/heirloom.mjs';
import { inRoot } from '../../scripts/support/root.mjs';
import { SetupError, say, step } from '../../scripts/support/steps.mjs';
import { runOrResume } from '../support/run-or-resume.ts';
import { stopWithChildren } from '../support/stop-with-children.ts';
import {
  BENCHMARK_IDS,
  bundleOf,
  DIGESTS,
  FOLDER,
  keepResults,
  keptIds,
  listDigests,
  MAX_BYTES,
  MAX_STRATEGY_BYTES,
  madeRecord,
  outdatedBenchmarks,
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
  const flags = args.filter((argument) => argument.startsWith('--'));
  const named = args.filter((argument) => !argument.startsWith('--'));
  const [flag, ...others] = flags;
  if (others.length > 0 || (flag !== undefined && !['--all', '--from', '--samples'].includes(flag)))
    throw new SetupError(`Received ${flags.join(' ')}; expected one of --all, --from, --samples, or none.`, USAGE);
  stopWithChildren();
  mkdirSync(FOLDER, { recursive: true });
  if (flag === '--samples') return makeSamples(named);
  if (flag === '--from') await keepBundles(named);
  else await makeMissing(named, flag === '--all');
  writeFileSync(DIGESTS, `${JSON.stringify(await listDigests(), null, 2)}\n`);
  await step('Check', checkAll);
  requireSmall();
}

/** @throws SetupError where a name is none of those known */
function requireKnown(named: readonly string[], known: readonly string[]): void {
  const unknown = named.filter((id) => !known.includes(id));
  if (unknown.length > 0)
    throw new SetupError(`Received ${unknown.join(', ')}; expected some of ${known.join(', ')}.`, USAGE);
}

async function makeMissing(named: readonly string[], redoAll: boolean): Promise<void> {
  requireKnown(named, STRATEGY_IDS);
  for (const id of STRATEGY_IDS.filter((known) => named.length === 0 || named.includes(known))) {
    const plans = plannedRuns(id);
    const outdated = outdatedBenchmarks(plans, redoAll ? [] : await readRecords(id));
    if (outdated.length === 0) {
      say(`▸ ${id}\n  up to date`);
      continue;
    }
    // What is up to date stays: every record says itself which commit it was made by.
    await step(`${id}: ${outdated.join(', ')} missing or outdated`, async () => {
      const out = path.join(WORK, id);
      await runOrResume([...outdated, '--strategy', id, '--tier', TIER], out);
      const bundle = await openBundle(path.join(out, id));
      await keepResults(id, bundle, outdated);
      return finishBundle(id);
    });
  }
  // Kept only to go on after an interruption: the next time everything is to be run by the code as it is then.
  rmSync(WORK, { recursive: true, force: true });
}

/** Keeps what other bundles hold, of today's plans. */
async function keepBundles(paths: readonly string[]): Promise<void> {
  for (const place of paths) {
    await step(place, async () => {
      const bundle = await openBundle(place);
      try {
        const files = bundle.files.map((file) => file.path);
        const benchmarks = BENCHMARK_IDS.filter((id) => files.includes(runPath(id)));
        const [first] = benchmarks;
        if (first === undefined) throw new SetupError(`${place} has no run of today's benchmarks.`);
        const { strategy }: RunRecord = JSON.parse((await bundle.read(runPath(first))).toString('utf8'));
        requireKnown([strategy.spec], STRATEGY_IDS);
        await keepResults(strategy.spec, bundle, benchmarks);
        return finishBundle(strategy.spec);
      } finally {
        await bundle.close();
      }
    });
  }
}

/** Writes what a bundle's records don't say. */
async function finishBundle(id: string): Promise<string> {
  const { card } = requireStrategy(id);
  await writeDraft(id);
  completeDraft(bundleOf(id), { title: card.name, description: `${card.summary}.` });
  return `${Math.round(strategyBytes(id) / 1000)} kB`;
}

/** By a process of its own, which reads the digests as they are now. */
async function checkAll(): Promise<string> {
  for (const id of keptIds()) {
    const { code, stdout } = await heirloom(['check', bundleOf(id)], { stdout: 'pipe', allowed: [0, REFUSED] });
    if (code === REFUSED) throw new SetupError(stdout);
  }
  return `${keptIds().length} bundles pass`;
}

function requireSmall(): void {
  const bytes = totalBytes();
  say(`\n${keptIds().length} strategies, ${(bytes / 1e6).toFixed(1)} MB.`);
  const large = keptIds().filter((id) => strategyBytes(id) > MAX_STRATEGY_BYTES);
  if (large.length > 0)
    throw new SetupError(`Larger than ${MAX_STRATEGY_BYTES / 1e6} MB: ${large.join(', ')}. A clone has to stay quick.`);
  if (bytes > MAX_BYTES)
    throw new SetupError(
      `They have ${(bytes / 1e6).toFixed(1)} MB together; at most ${MAX_BYTES / 1e6} MB may be kept.`,
    );
}

/** Runs again, with their samples, and sees that the same comes out. */
async function makeSamples(named: readonly string[]): Promise<void> {
  requireKnown(named, [...STRATEGY_IDS, ...BENCHMARK_IDS]);
  const chosen = (ids: readonly string[]): readonly string[] =>
    named.some((id) => ids.includes(id)) ? ids.filter((id) => named.includes(id)) : ids;
  for (const id of chosen(STRATEGY_IDS)) {
    for (const record of await readRecords(id)) {
      const { id: benchmark } = record.benchmark;
      if (!chosen(BENCHMARK_IDS).includes(benchmark)) continue;
      await step(`${id} on ${benchmark}`, async () => {
        const out = path.join(SAMPLES, id, benchmark);
        await runOrResume([benchmark, '--strategy', id, '--tier', TIER], out);
        const made = madeRecord(path.join(out, id), benchmark);
        if (made.resultDigest !== record.resultDigest)
          throw new SetupError(
            `The run gives ${made.resultDigest}; the reference result has ${record.resultDigest}. Another version of a network's engine, or other code, gives other samples.`,
          );
        return `${record.samples.length} sample files in ${path.relative(inRoot(), path.join(out, id))}`;
      });
    }
  }
}
