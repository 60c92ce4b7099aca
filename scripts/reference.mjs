/**
 * `npm run reference`: makes the reference results that the repository carries. Every built-in strategy with its default
 * parameters runs at the standard tier on all benchmarks, and is packed as reference/standard-<id>.tar.gz; runs that are
 * there and up to date stay. Goes on where it was interrupted. `-- --all` makes everything anew, `-- ID…` only what these strategies lack. To be repeated when a
 * benchmark, a strategy or a version of one is new; the same code gives the same digests (reference/digests.json), while
 * the archives also hold times and the machine, which differ.
 */
import { mkdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setUpBasics } from './setup.mjs';
import { completeDraft } from './start/bundles.mjs';
import { stopChildren } from './support/children.mjs';
import { heirloom, runOrResume, USAGE } from './support/heirloom.mjs';
import { inRoot } from './support/root.mjs';
import { onStopSignal } from './support/signals.mjs';
import { runScript, SetupError, say, step } from './support/steps.mjs';

const WORK = inRoot('artifacts', 'reference');

async function main() {
  const redoAll = process.argv.includes('--all');
  const named = process.argv.slice(2).filter((argument) => argument !== '--all');
  await setUpBasics();
  const { register } = await import('tsx/esm/api');
  register();
  const reference = await import('./reference/archives.mjs');
  const { STRATEGIES } = await import('../benchmarks/strategies/catalog.ts');
  const { packBundle } = await import('../benchmarks/bundle/pack.ts');
  const unknown = named.filter((id) => !reference.STRATEGY_IDS.includes(id));
  if (unknown.length > 0)
    throw new SetupError(
      `Received ${unknown.join(', ')}; expected --all, or strategies: ${reference.STRATEGY_IDS.join(', ')}.`,
      USAGE,
    );
  mkdirSync(reference.FOLDER, { recursive: true });
  for (const { card } of STRATEGIES.filter((entry) => named.length === 0 || named.includes(entry.card.id))) {
    const plans = reference.plannedRuns(card.id);
    const outdated = reference.outdatedBenchmarks(plans, redoAll ? [] : await reference.readRecords(card.id));
    if (outdated.length === 0) {
      say(`▸ ${card.id}\n  up to date`);
      continue;
    }
    // What is up to date stays: every record says itself which commit it was made by.
    await step(`${card.id}: ${outdated.join(', ')} missing or outdated`, async () => {
      const archive = reference.archiveOf(card.id);
      const current = plans.map(({ benchmark }) => benchmark.id).filter((id) => !outdated.includes(id));
      const bundle = await runStrategy(card, outdated);
      await reference.copyRuns(card.id, current, bundle);
      reference.removePictures(bundle);
      reference.writeDraft(bundle);
      completeDraft(bundle, { title: card.name, description: `${card.summary}.` });
      await heirloom(['check', bundle]);
      await packBundle(bundle, archive);
      return `${Math.round(statSync(archive).size / 1024)} KiB`;
    });
  }
  writeFileSync(reference.DIGESTS, `${JSON.stringify(await reference.listDigests(), null, 2)}\n`);
  const megabytes = reference.totalBytes() / 1e6;
  say(`\n${STRATEGIES.length} archives, ${megabytes.toFixed(1)} MB.`);
  if (megabytes * 1e6 > reference.MAX_BYTES)
    throw new SetupError(
      `The archives have ${megabytes.toFixed(1)} MB together; at most ${reference.MAX_BYTES / 1e6} MB may be kept in the repository.`,
    );
  // Kept only to go on after an interruption: the next time everything is to be run by the code as it is then.
  rmSync(WORK, { recursive: true, force: true });
}

/** Runs a strategy on these benchmarks. @returns {Promise<string>} the folder of its bundle */
async function runStrategy({ id }, benchmarks) {
  const out = path.join(WORK, id);
  await runOrResume([...benchmarks, '--strategy', id, '--tier', 'standard'], out);
  return path.join(out, id);
}

onStopSignal(async () => {
  await stopChildren();
  process.exit(130);
});
await runScript(main);
