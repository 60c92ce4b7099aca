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
import { setUpBasics } from './setup.mjs';
import { completeDraft } from './start/bundles.mjs';
import { stopChildren } from './support/children.mjs';
import { heirloom, runOrResume, USAGE } from './support/heirloom.mjs';
import { inRoot } from './support/root.mjs';
import { onStopSignal } from './support/signals.mjs';
import { runScript, SetupError, say, step } from './support/steps.mjs';

const WORK = inRoot('artifacts', 'reference');
/** Exit code of the command line for a bundle that does not pass. */
const REFUSED = 4;
const SAMPLES = inRoot('artifacts', 'reference-samples');

async function main() {
  const flags = process.argv.slice(2).filter((argument) => argument.startsWith('--'));
  const named = process.argv.slice(2).filter((argument) => !argument.startsWith('--'));
  await setUpBasics();
  const { register } = await import('tsx/esm/api');
  register();
  const reference = await import('./reference/results.mjs');
  const [flag, ...others] = flags;
  if (others.length > 0 || !['--all', '--from', '--samples', undefined].includes(flag))
    throw new SetupError(`Received ${flags.join(' ')}; expected one of --all, --from, --samples, or none.`, USAGE);
  mkdirSync(reference.FOLDER, { recursive: true });
  if (flag === '--samples') return makeSamples(reference, named);
  if (flag === '--from') await keepBundles(reference, named);
  else await makeMissing(reference, named, flag === '--all');
  writeFileSync(reference.DIGESTS, `${JSON.stringify(await reference.listDigests(), null, 2)}\n`);
  await step('Check', () => checkAll(reference));
  requireSmall(reference);
}

/** @throws SetupError where a name is none of those known */
function requireKnown(named, known) {
  const unknown = named.filter((id) => !known.includes(id));
  if (unknown.length > 0)
    throw new SetupError(`Received ${unknown.join(', ')}; expected some of ${known.join(', ')}.`, USAGE);
}

async function makeMissing(reference, named, redoAll) {
  requireKnown(named, reference.STRATEGY_IDS);
  const { openBundle } = await import('../benchmarks/bundle/open-bundle.ts');
  for (const id of reference.STRATEGY_IDS.filter((known) => named.length === 0 || named.includes(known))) {
    const plans = reference.plannedRuns(id);
    const outdated = reference.outdatedBenchmarks(plans, redoAll ? [] : await reference.readRecords(id));
    if (outdated.length === 0) {
      say(`▸ ${id}\n  up to date`);
      continue;
    }
    // What is up to date stays: every record says itself which commit it was made by.
    await step(`${id}: ${outdated.join(', ')} missing or outdated`, async () => {
      const out = path.join(WORK, id);
      await runOrResume([...outdated, '--strategy', id, '--tier', reference.TIER], out);
      const bundle = await openBundle(path.join(out, id));
      await reference.keepResults(id, bundle, outdated);
      return finishBundle(reference, id);
    });
  }
  // Kept only to go on after an interruption: the next time everything is to be run by the code as it is then.
  rmSync(WORK, { recursive: true, force: true });
}

/** Keeps what other bundles hold, of today's plans. */
async function keepBundles(reference, paths) {
  const { openBundle } = await import('../benchmarks/bundle/open-bundle.ts');
  const { runPath } = await import('../benchmarks/bundle/layout.ts');
  for (const place of paths) {
    await step(place, async () => {
      const bundle = await openBundle(place);
      try {
        const files = bundle.files.map((file) => file.path);
        const benchmarks = reference.BENCHMARK_IDS.filter((id) => files.includes(runPath(id)));
        const [first] = benchmarks;
        if (first === undefined) throw new SetupError(`${place} has no run of today's benchmarks.`);
        const { strategy } = JSON.parse((await bundle.read(runPath(first))).toString('utf8'));
        requireKnown([strategy.spec], reference.STRATEGY_IDS);
        await reference.keepResults(strategy.spec, bundle, benchmarks);
        return finishBundle(reference, strategy.spec);
      } finally {
        await bundle.close();
      }
    });
  }
}

/** Writes what a bundle's records don't say. */
async function finishBundle(reference, id) {
  const { STRATEGIES } = await import('../benchmarks/strategies/catalog.ts');
  const { card } = STRATEGIES.find((entry) => entry.card.id === id);
  await reference.writeDraft(id);
  completeDraft(reference.bundleOf(id), { title: card.name, description: `${card.summary}.` });
  return `${Math.round(reference.strategyBytes(id) / 1000)} kB`;
}

/** By a process of its own, which reads the digests as they are now. */
async function checkAll({ keptIds, bundleOf }) {
  for (const id of keptIds()) {
    const { code, stdout } = await heirloom(['check', bundleOf(id)], { stdout: 'pipe', allowed: [0, REFUSED] });
    if (code === REFUSED) throw new SetupError(stdout);
  }
  return `${keptIds().length} bundles pass`;
}

function requireSmall({ totalBytes, MAX_BYTES, keptIds, strategyBytes, MAX_STRATEGY_BYTES }) {
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
async function makeSamples(reference, named) {
  const { STRATEGY_IDS, BENCHMARK_IDS, readRecords, TIER } = reference;
  requireKnown(named, [...STRATEGY_IDS, ...BENCHMARK_IDS]);
  const chosen = (ids) => (named.some((id) => ids.includes(id)) ? ids.filter((id) => named.includes(id)) : ids);
  for (const id of chosen(STRATEGY_IDS)) {
    for (const record of await readRecords(id)) {
      const { id: benchmark } = record.benchmark;
      if (!chosen(BENCHMARK_IDS).includes(benchmark)) continue;
      await step(`${id} on ${benchmark}`, async () => {
        const out = path.join(SAMPLES, id, benchmark);
        await runOrResume([benchmark, '--strategy', id, '--tier', TIER], out);
        const made = reference.madeRecord(path.join(out, id), benchmark);
        if (made.resultDigest !== record.resultDigest)
          throw new SetupError(
            `The run gives ${made.resultDigest}; the reference result has ${record.resultDigest}. Another version of a network's engine, or other code, gives other samples.`,
          );
        return `${record.samples.length} sample files in ${path.relative(inRoot(), path.join(out, id))}`;
      });
    }
  }
}

onStopSignal(async () => {
  await stopChildren();
  process.exit(130);
});
await runScript(main);
